"""Strategy, goals and milestones."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat, Workspace
from lyhord.strategy.rules import Direction, Measure, Unit


class Strategy(models.Model):
    """What the department wants and how it gets there. One for each workspace."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="strategy")
    want = models.TextField(_("what do we want"), blank=True)
    way = models.TextField(_("how do we get there"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.want[:60]


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals by name of what is asked."""

    def current(self) -> "GoalQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Goal(models.Model):
    """Something measurable: from a baseline to a target, by a date. Removed ones are kept for undo."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="goals")
    name = models.CharField(_("goal"), max_length=120)
    measure = models.CharField(_("measure"), max_length=30, choices=Measure.choices)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices, default=Unit.COUNT)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(_("where we are"), max_digits=14, decimal_places=2)
    target = models.DecimalField(_("where we want to be"), max_digits=14, decimal_places=2)
    start_date = models.DateField(_("first day"))
    due_date = models.DateField(_("last day"))
    functions = models.JSONField(_("functions"), default=list)
    owner = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals")
    why = models.TextField(_("why it matters"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_date__gt=F("start_date")), name="goal_is_due_after_its_start"
            ),
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="goal_goes_somewhere"),
        ]

    def __str__(self) -> str:
        return self.name


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones by name of what is asked."""

    def current(self) -> "MilestoneQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Milestone(models.Model):
    """A value on the way to the goal. Reached is an event: cake."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("milestone"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    due_date = models.DateField(_("last day"), null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "value"],
                condition=Q(removed_at__isnull=True),
                name="current_milestone_value_once_per_goal",
            )
        ]

    def __str__(self) -> str:
        return self.name
