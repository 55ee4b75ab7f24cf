"""The window of what came by of late."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from lyhord.channels.contract import Event
from lyhord.channels.models import Source
from lyhord.listening.models import HeardPost
from lyhord.listening.rules.fitting import columns
from lyhord.listening.rules.settling import Settled
from lyhord.listening.selectors.known import author_key
from lyhord.listening.services.inserting import insert

_CHANGES = "title", "text", "lang", "links", "version_at"  # when a post is edited
_CHUNK = 2_000  # rows a statement takes away, so that nobody waits for it


def keep_heard(
    source: Source, settled: Settled, keys: Mapping[str, int], heard: Mapping[int, datetime], *, now: datetime
) -> None:
    """Keep the last version of every post. ``keys``: by name; ``heard``: what is there already, by key."""
    rows = [_row(source, settled.versions[name][-1], key, now) for name, key in keys.items()]
    insert(HeardPost, [row for row in rows if row["key"] not in heard])
    for row in rows:
        key = row["key"]
        if key in heard and row["version_at"] > heard[key]:
            HeardPost.objects.filter(key=key).update(**{name: row[name] for name in _CHANGES})


def prune_heard(*, now: datetime) -> int:
    """Let go what is older than ``HEARD_HOURS`` or more than ``HEARD_POSTS``. Returns how many rows went."""
    oldest = now - timedelta(hours=settings.HEARD_HOURS)
    by_time = (
        HeardPost.objects.filter(arrived_at__lt=oldest).order_by("-pk").values_list("pk", flat=True).first()
    )
    newest = HeardPost.objects.order_by("-pk").values_list("pk", flat=True)
    by_number = newest[settings.HEARD_POSTS : settings.HEARD_POSTS + 1].first()
    last = max(by_time or 0, by_number or 0)
    gone = 0
    while chunk := list(
        HeardPost.objects.filter(pk__lte=last).order_by("pk").values_list("pk", flat=True)[:_CHUNK]
    ):
        gone += HeardPost.objects.filter(pk__lte=chunk[-1]).delete()[0]
    return gone


def _row(source: Source, event: Event, key: int, now: datetime) -> dict[str, Any]:
    told = columns(event, arrived_at=now)
    return told | {
        "workspace_id": source.workspace_id,
        "source_id": source.pk,
        "key": key,
        "author_key": author_key(told["network"], event.author_id, source.workspace_id),
    }
