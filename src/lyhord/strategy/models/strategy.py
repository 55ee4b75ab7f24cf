"""What the department wants, how it gets there, and every version of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace


class Strategy(models.Model):
    """What the department wants and how it gets there. One for each workspace.

    ``version`` counts every writing, so that two who write at once notice each other.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="strategy")
    want = models.TextField(_("what do we want"), blank=True)
    way = models.TextField(_("how do we get there"), blank=True)
    audience = models.TextField(_("for whom"), blank=True)
    not_doing = models.TextField(_("what we do not do"), blank=True)
    review_date = models.DateField(_("next review"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.want[:60]


class StrategyRevision(models.Model):
    """The strategy as it was written on a day, and what had been learned by then. Rows are added only."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    want = models.TextField(blank=True)
    way = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    not_doing = models.TextField(blank=True)
    learned = models.TextField(_("what we learned"), blank=True)
    who = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="strategy_revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.at:%Y-%m-%d})"
