"""Telling open browsers, and saying that we are alive."""

from datetime import datetime
from typing import Any

from lyhord.notices.models import LiveEvent, Pulse


def tell_browsers(*, workspace_id: int, topic: str, count: int = 1) -> None:
    """Leave a line in the outbox, in the transaction of what happened. Topics: ``mentions``, ``sources``, ``monitors``."""
    LiveEvent.objects.create(workspace_id=workspace_id, topic=topic, count=count)


def beat(process: str, *, now: datetime, **note: Any) -> None:  # noqa: ANN401 -- whatever JSON holds
    """Say that ``process`` (web, worker, listener) is alive at ``now``."""
    Pulse.objects.update_or_create(process=process, defaults={"at": now, "note": note})
