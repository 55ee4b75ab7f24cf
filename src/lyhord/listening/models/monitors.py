"""What we listen for: monitors, their history, named lists."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lyhord.listening.rules import Basis, Colour
from lyhord.organisation.models import User, Workspace
from lyhord.strategy.models import Goal


class MonitorQuerySet(models.QuerySet["Monitor"]):
    """Monitors by name of what is asked."""

    def active(self) -> "MonitorQuerySet":
        """Those that listen."""
        return self.filter(stopped_at__isnull=True)


class Monitor(models.Model):
    """A standing query: what to listen for, what for, and on what legal basis. Stopped, never removed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="monitors")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(_("query"))
    purpose = models.TextField(_("purpose"), blank=True)
    functions = models.JSONField(_("functions"), default=list, blank=True)
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="monitors",
        verbose_name=_("goal"),
    )
    basis = models.CharField(
        _("legal basis"), max_length=20, choices=Basis.choices, default=Basis.LEGITIMATE_INTEREST
    )
    balancing_note = models.TextField(_("balancing of interests"), blank=True)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour.choices, default=Colour.BLUE)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = MonitorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", Lower("name"), condition=Q(stopped_at__isnull=True), name="monitor_name_once"
            ),
            models.CheckConstraint(condition=~Q(query=""), name="monitor_asks_something"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="monitor_has_a_basis"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it listens."""
        return self.stopped_at is None


class MonitorVersion(models.Model):
    """One wording of a monitor's query: who wrote it, when, and why. Never changed."""

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    query = models.TextField()
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=254, blank=True)
    note = models.CharField(_("what was changed, and why"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["monitor", "number"], name="monitor_version_once")]

    def __str__(self) -> str:
        return f"{self.monitor} {self.number}"


class WordList(models.Model):
    """A named list of a workspace: ``list:rivals`` stands for any of its entries, each a query of its own."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="word_lists")
    name = models.CharField(_("name"), max_length=60)
    entries = models.JSONField(_("entries"), default=list)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("workspace", Lower("name"), name="word_list_once")]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """One row: a number that is another after every change of what we listen for.

    The listener reads it with every batch, so that a change is live at once.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_revision")]

    def __str__(self) -> str:
        return str(self.number)


class BackFill(models.Model):
    """A monitor's query held against what was heard before: first the archive, then the heard posts.

    ``position`` is the id below which all is done, so that a killed worker goes on where it was.
    """

    class Stage(models.TextChoices):
        """What is being gone through."""

        MENTIONS = "mentions", _("Archive")
        HEARD = "heard", _("Heard posts")
        DONE = "done", _("Done")

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="back_fills")
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.MENTIONS)
    position = models.BigIntegerField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    dropped = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monitor"], condition=Q(finished_at__isnull=True), name="one_back_fill_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.monitor}: {self.stage}"
