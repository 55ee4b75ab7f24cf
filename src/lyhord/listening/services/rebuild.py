"""Making roll-ups and index anew from the mentions, should anybody doubt them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from lyhord.listening.models import HourCount, Mention
from lyhord.listening.rules import lowest_id
from lyhord.listening.rules.counting import Deltas, deltas
from lyhord.listening.rules.ids import SEQUENCE_BITS
from lyhord.listening.search import index
from lyhord.listening.selectors.upkeep import counted
from lyhord.listening.services.counts import add_hours
from lyhord.listening.services.days import count_days
from lyhord.listening.services.upkeep import reindex
from lyhord.organisation.models import Workspace

_CHUNK = 500


def rebuild_counts(workspace: Workspace) -> int:
    """Count the mentions anew: hours a UTC day a transaction, then all days at once. Returns the days."""
    hours = HourCount.objects.filter(workspace=workspace)
    in_hours = {hour.date() for hour in hours.values_list("hour", flat=True).distinct()}
    for day in in_hours | set(_days(workspace)):
        start = datetime.combine(day, time.min, tzinfo=UTC)
        with transaction.atomic():
            hours.filter(hour__gte=start, hour__lt=start + timedelta(days=1)).delete()
            _count(workspace, start)
    return count_days(workspace)


def rebuild_index() -> int:
    """Put every mention into the index anew, some hundreds a transaction. Returns how many."""
    done = 0
    rows = Mention.objects.there().order_by("-pk").values_list("pk", flat=True)
    below = index.NEWEST
    while ids := list(rows.filter(pk__lt=below)[:_CHUNK]):
        with transaction.atomic():
            reindex(ids)
        below, done = ids[-1], done + len(ids)
    index.sweep()
    return done


def _days(workspace: Workspace) -> Iterator[date]:
    """UTC days that have mentions, the latest first. One short query a day."""
    ids = Mention.objects.of(workspace).order_by("-pk").values_list("pk", flat=True)
    newest = ids.first()
    while newest is not None:
        day = datetime.fromtimestamp(newest >> SEQUENCE_BITS, UTC).date()
        yield day
        newest = ids.filter(pk__lt=lowest_id(datetime.combine(day, time.min, tzinfo=UTC))).first()


def _count(workspace: Workspace, start: datetime) -> None:
    first, after = lowest_id(start), lowest_id(start + timedelta(days=1))
    rows = Mention.objects.of(workspace).filter(pk__gte=first, pk__lt=after)
    ids = list(rows.values_list("pk", flat=True))
    found = Deltas()
    for at in range(0, len(ids), _CHUNK):
        found.update(deltas({}, counted(ids[at : at + _CHUNK])))
    add_hours(found)
