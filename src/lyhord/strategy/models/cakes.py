"""Reached is an event: who reached what when, and the cake."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace
from lyhord.strategy.models.goals import Goal, Milestone


class CelebrationQuerySet(models.QuerySet["Celebration"]):
    """Celebrations by name of what is asked."""

    def standing(self) -> "CelebrationQuerySet":
        """Those whose reason still holds."""
        return self.filter(withdrawn_at__isnull=True)


class Celebration(models.Model):
    """A goal or a milestone was reached: exactly one for each. Withdrawn when the numbers were wrong."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="celebrations")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="celebrations")
    milestone = models.OneToOneField(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="celebration"
    )
    reached_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    fika_at = models.DateTimeField(_("when"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    objects = CelebrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal"], condition=Q(milestone__isnull=True), name="celebration_once_per_goal"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What was reached."""
        return self.milestone.name if self.milestone else self.goal.name
