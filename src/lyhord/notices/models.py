"""The outbox of the live stream, and the pulse of our own processes."""

from django.db import models

from lyhord.organisation.models import Workspace


class LiveEvent(models.Model):
    """Something that open pages should know at once. Holds no content: the page asks, and is checked then.

    The id is the ``id:`` of the stream, so a browser that was away gets what it missed. Pruned after a day.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=30)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "id"], name="live_event_by_workspace")]

    def __str__(self) -> str:
        return f"{self.topic} × {self.count}"


class Pulse(models.Model):
    """When one of our processes last said that it works, and what it is busy with."""

    process = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()
    note = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.process} {self.at:%H:%M:%S}"
