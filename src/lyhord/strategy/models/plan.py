"""The plan: actions, who has a part in them, what they wait for, resources, posting frequency, feeds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Member, Seat, Workspace
from lyhord.strategy.models.goals import Goal
from lyhord.strategy.rules.plan import OPEN, ActionStatus, Part, ResourceKind


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions by name of what is asked."""

    def current(self) -> "ActionQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)

    def open(self) -> "ActionQuerySet":
        """Those that are still to be done."""
        return self.filter(status__in=sorted(OPEN))


class Action(models.Model):
    """Something to be done: by whom, from when to when, for which goal, and how one sees that it is done."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions")
    name = models.CharField(_("action"), max_length=120)
    done_when = models.TextField(_("done when"), blank=True)
    owner = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions")
    start_date = models.DateField(_("first day"))
    due_date = models.DateField(_("last day"))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, default=0)
    money = models.DecimalField(_("money"), max_digits=12, decimal_places=2, default=0)
    hours_spent = models.DecimalField(_("hours it took"), max_digits=6, decimal_places=1, default=0)
    money_spent = models.DecimalField(_("money it cost"), max_digits=12, decimal_places=2, default=0)
    status = models.CharField(
        _("status"), max_length=10, choices=ActionStatus.choices, default=ActionStatus.PLANNED
    )
    result = models.TextField(_("result"), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    needs = models.ManyToManyField("self", symmetrical=False, through="Dependency", related_name="needed_by")

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_date__gte=F("start_date")), name="action_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, money__gte=0, hours_spent__gte=0, money_spent__gte=0),
                name="action_takes_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActionPart(models.Model):
    """A position is responsible for, accountable for, asked about or told of an action."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="parts")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "seat"], name="action_part_once"),
            models.UniqueConstraint(
                fields=["action"], condition=Q(part=Part.ACCOUNTABLE), name="action_has_one_accountable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.seat}"


class Dependency(models.Model):
    """An action waits for another."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="waits")
    needs = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="awaited")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "needs"], name="dependency_once")]

    def __str__(self) -> str:
        return f"{self.action} ← {self.needs}"


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Resources by name of what is asked."""

    def current(self) -> "ResourceQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Resource(models.Model):
    """What the plan lives on and when it comes. ``amount``: per cent of a person's time, or SEK a month."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices)
    name = models.CharField(_("name"), max_length=120)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="shares")
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    from_date = models.DateField(_("comes"))
    to_date = models.DateField(_("last day"), null=True, blank=True)
    came_date = models.DateField(_("came"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="resource_is_something"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="resource_ends_after_it_comes",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResourceMonth(models.Model):
    """What a resource really was in a month (named by its first day), in the resource's own unit."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="months")
    month = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "month"], name="resource_month_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="resource_month_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.amount}"


class CadenceQuerySet(models.QuerySet["Cadence"]):
    """Posting frequencies by name of what is asked."""

    def current(self) -> "CadenceQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Cadence(models.Model):
    """How often we post in a channel: so many times a week from a day on, on these weekdays (Monday is 0)."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="cadences")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="cadences")
    channel = models.CharField(_("channel"), max_length=60)
    posts_per_week = models.PositiveSmallIntegerField(_("posts a week"), default=3)
    weekdays = models.JSONField(_("weekdays"), default=list)
    from_date = models.DateField(_("from"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CadenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(posts_per_week__gte=1), name="cadence_posts_something"),
            models.UniqueConstraint(
                fields=["workspace", "channel", "from_date"],
                condition=Q(removed_at__isnull=True),
                name="cadence_once_per_channel_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.posts_per_week}"


class Feed(models.Model):
    """A secret address from which a calendar reads milestones, last days and cakes. Only its hash is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calendar_feeds")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
