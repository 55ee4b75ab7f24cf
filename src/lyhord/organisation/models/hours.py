"""When the department is there: periods of the week, and days that differ."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models.workspace import Workspace


class OpeningPeriod(models.Model):
    """One stretch of a weekday, local time. Several a day are fine: lunch lies between.

    ``closes`` 00:00 is the end of the day.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="opening_periods")
    weekday = models.PositiveSmallIntegerField(_("weekday"), help_text=_("Monday is 0."))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_weekday_exists"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes=time(0)), name="opening_closes_after_it_opens"
            ),
            models.UniqueConstraint(fields=["workspace", "weekday", "opens"], name="opening_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosedDay(models.Model):
    """A day off beside the country's holidays, or (``is_open``) a holiday on which we work."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="closed_days")
    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_open = models.BooleanField(_("we work this day"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "date"], name="closed_day_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
