"""Goals and their milestones: where we want to be, and how it looks today."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Seat, Workspace
from lyhord.strategy.models.numbers import Kpi
from lyhord.strategy.rules import Direction, Measure, Unit
from lyhord.strategy.rules.measures import Phase
from lyhord.strategy.rules.reaching import ReachedBy


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals by name of what is asked."""

    def current(self) -> "GoalQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Goal(models.Model):
    """Something measurable: from a baseline to a target, by a date. Removed ones are kept for undo.

    What is known today (``value`` and below) is written by ``services.weigh`` whenever numbers come.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="goals")
    name = models.CharField(_("goal"), max_length=120)
    kpi = models.ForeignKey(Kpi, on_delete=models.RESTRICT, null=True, blank=True, related_name="goals")
    measure = models.CharField(_("measure"), max_length=30, choices=Measure.choices)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices, default=Unit.COUNT)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(_("where we are"), max_digits=14, decimal_places=2)
    target = models.DecimalField(_("where we want to be"), max_digits=14, decimal_places=2)
    lowest = models.DecimalField(_("lowest"), max_digits=14, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(_("highest"), max_digits=14, decimal_places=2, null=True, blank=True)
    start_date = models.DateField(_("first day"))
    due_date = models.DateField(_("last day"))
    functions = models.JSONField(_("functions"), default=list)
    owner = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals")
    why = models.TextField(_("why it matters"), blank=True)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.BUSINESS)
    takes_over_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successors"
    )
    learning_days = models.PositiveSmallIntegerField(_("days to learn in"), default=0)
    hold = models.PositiveSmallIntegerField(_("values in a row"), default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    reached_by = models.CharField(max_length=10, choices=ReachedBy.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    value_date = models.DateField(null=True, blank=True)
    value_days = models.PositiveSmallIntegerField(default=1)
    value_of_days = models.PositiveSmallIntegerField(default=1)
    outlook = models.FloatField(null=True, blank=True)
    outlook_low = models.FloatField(null=True, blank=True)
    outlook_high = models.FloatField(null=True, blank=True)
    weighed_on = models.DateField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_date__gt=F("start_date")), name="goal_is_due_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.KEEP) | ~Q(target=F("baseline")), name="goal_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(direction=Direction.KEEP)
                | Q(lowest__isnull=False, highest__isnull=False, lowest__lt=F("highest")),
                name="goal_keeps_within_something",
            ),
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
    reached_by = models.CharField(max_length=10, choices=ReachedBy.choices, blank=True)
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
