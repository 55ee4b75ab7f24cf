"""Units, seats (a position that somebody holds, or nobody), cover while away, functions."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models.people import Member
from lyhord.organisation.models.workspace import Workspace
from lyhord.organisation.rules import Function, Position, UnitKind


class Unit(models.Model):
    """A part of the company: customer service, sales, marketing, the department itself …"""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="units")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="unit_name_once")]

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by name of what is asked."""

    def on(self, day: date) -> "SeatQuerySet":
        """Those that exist on ``day`` (a guest's has an end)."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def vacant(self) -> "SeatQuerySet":
        """Those that nobody holds."""
        return self.filter(holder__isnull=True)


class Seat(models.Model):
    """One position to fill in the department: who holds it, how many hours a week, until when."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="seats")
    position = models.CharField(_("position"), max_length=20, choices=Position.choices)
    holder = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    hours_per_week = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1, default=0)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("For guests: access ends after this day.")
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week__gte=0, hours_per_week__lte=80), name="seat_hours_within_reason"
            ),
            models.CheckConstraint(
                condition=~Q(position=Position.HEAD) | Q(ends_on__isnull=True), name="seat_of_head_has_no_end"
            ),
            models.UniqueConstraint(fields=["workspace", "position", "holder"], name="seat_once_per_holder"),
        ]

    def __str__(self) -> str:
        holder = self.holder or _("vacant")  # not inside the f-string: there xgettext does not look
        return f"{self.get_position_display()}: {holder}"


class Cover(models.Model):
    """Somebody stands in on a seat, from one day to another, both included."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="covers")
    stand_in = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="covers")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="cover_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} → {self.seat}"


class DepartmentFunction(models.Model):
    """A function the department has taken on, and who answers for it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(max_length=20, choices=Function.choices)
    responsible = models.ForeignKey(
        Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="functions"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "function"], name="function_once")]

    def __str__(self) -> str:
        return self.get_function_display()
