"""Roll-ups, written with the rows they count: by hour (UTC) and by day (of the company's own zone)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from lyhord.listening.models.monitors import Monitor
from lyhord.organisation.models import Workspace


class HourCount(models.Model):
    """How many mentions one hour has: of a monitor, or (no monitor) of the whole workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    hour = models.DateTimeField()
    network = models.CharField(max_length=20)
    lang = models.CharField(max_length=8)
    mentions = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", Coalesce("monitor", 0), "hour", "network", "lang", name="hour_count_once"
            ),
            models.CheckConstraint(condition=Q(mentions__gte=0), name="hour_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.network} {self.lang}: {self.mentions}"


class DayCount(models.Model):
    """How many mentions one day has: of a monitor, or (no monitor) of the whole workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    network = models.CharField(max_length=20)
    lang = models.CharField(max_length=8)
    mentions = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", Coalesce("monitor", 0), "day", "network", "lang", name="day_count_once"
            ),
            models.CheckConstraint(condition=Q(mentions__gte=0), name="day_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.network} {self.lang}: {self.mentions}"


class DayZone(models.Model):
    """The time zone that a workspace's days are counted in; a chore counts anew when the company moves."""

    workspace = models.OneToOneField(
        Workspace, on_delete=models.CASCADE, primary_key=True, related_name="day_zone"
    )
    zone = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.zone
