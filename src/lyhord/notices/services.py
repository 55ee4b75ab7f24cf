"""Telling open browsers, and saying that we are alive."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from lyhord.notices.models import LiveEvent, Pulse

KEEP = timedelta(days=1)


def tell_browsers(*, workspace_id: int, topic: str, count: int = 1) -> None:
    """Leave a line in the outbox, in the transaction of what happened. Topics: ``rules.TOPICS``."""
    LiveEvent.objects.create(workspace_id=workspace_id, topic=topic, count=count)


def forget_events(*, now: datetime) -> int:
    """Clear the outbox of what every page has long heard; returns how many lines went.

    The newest line stays, so that ids never begin again below what a page has heard.
    """
    newest = LiveEvent.objects.aggregate(newest=Max("id"))["newest"] or 0
    return LiveEvent.objects.filter(at__lt=now - KEEP, id__lt=newest).delete()[0]


def beat(process: str, *, now: datetime, **note: Any) -> None:  # noqa: ANN401 -- whatever JSON holds
    """Say that ``process`` (web, worker, listener) is alive at ``now``."""
    Pulse.objects.update_or_create(process=process, defaults={"at": now, "note": note})
