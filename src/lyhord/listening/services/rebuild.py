"""Making roll-ups and index anew from the mentions, should anybody doubt them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.db import transaction

from lyhord.listening.models import DayCount, HourCount, Mention
from lyhord.listening.rules import lowest_id
from lyhord.listening.rules.counting import Deltas, deltas
from lyhord.listening.rules.ids import SEQUENCE_BITS
from lyhord.listening.search import index
from lyhord.listening.selectors.upkeep import counted
from lyhord.listening.services.counts import add_days, add_hours
from lyhord.listening.services.upkeep import reindex
from lyhord.organisation.models import Workspace

_CHUNK = 500


def rebuild_counts(workspace: Workspace) -> int:
    """Count the workspace's mentions anew, a day a transaction, while everything goes on. Returns the days.

    Also to be used when the company moves to another time zone.
    """
    hours = HourCount.objects.filter(workspace=workspace)
    days = DayCount.objects.filter(workspace=workspace)
    in_hours = {hour.date() for hour in hours.values_list("hour", flat=True).distinct()}
    for day in in_hours | set(_days(workspace, UTC)):
        start = datetime.combine(day, time.min, tzinfo=UTC)
        with transaction.atomic():
            hours.filter(hour__gte=start, hour__lt=start + timedelta(days=1)).delete()
            _count(workspace, day, UTC, add_hours)
    in_days = set(days.values_list("day", flat=True).distinct()) | set(_days(workspace, workspace.zone))
    for day in in_days:
        with transaction.atomic():
            days.filter(day=day).delete()
            _count(workspace, day, workspace.zone, add_days)
    return len(in_days)


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


def _days(workspace: Workspace, zone: tzinfo) -> Iterator[date]:
    """Days that have mentions, the latest first. One short query a day."""
    ids = Mention.objects.of(workspace).order_by("-pk").values_list("pk", flat=True)
    newest = ids.first()
    while newest is not None:
        day = datetime.fromtimestamp(newest >> SEQUENCE_BITS, UTC).astimezone(zone).date()
        yield day
        newest = ids.filter(pk__lt=lowest_id(_midnight(day, zone))).first()


def _count(workspace: Workspace, day: date, zone: tzinfo, add: Callable[[Deltas], None]) -> None:
    first, after = (lowest_id(_midnight(each, zone)) for each in (day, day + timedelta(days=1)))
    rows = Mention.objects.of(workspace).filter(pk__gte=first, pk__lt=after)
    ids = list(rows.values_list("pk", flat=True))
    found = Deltas()
    for at in range(0, len(ids), _CHUNK):
        found.update(deltas({}, counted(ids[at : at + _CHUNK])))
    add(found)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
