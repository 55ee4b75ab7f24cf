"""Questions to the roll-ups."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, Func, Min, QuerySet, Sum

from lyhord.listening.models import DayCount
from lyhord.listening.selectors.rows import DayHits
from lyhord.organisation.models import Workspace

WHOLE_WORKSPACE = 0
# Written out: SQLite does not find the index of an expression when its zero is a parameter.
SLOT = Func("monitor", template="COALESCE(%(expressions)s, 0)", output_field=BigIntegerField())


def mentions_per_day(
    workspace: Workspace, *, now: datetime, monitor: int | None = None, days: int = 30
) -> tuple[DayHits, ...]:
    """Mentions of each of the last ``days`` days of the company, today's last; days without any are there.

    ``monitor``: only those it found. Muted and deleted mentions do not count. One query.
    """
    slot = monitor or WHOLE_WORKSPACE
    counts = _days(workspace, now, days, [slot])[slot]
    return tuple(DayHits(day=day, hits=counts.get(day, 0)) for day in last_days(workspace, now, days))


def mentions_by_day(workspace: Workspace, first: date, last: date) -> dict[date, int]:
    """Mentions of each day from ``first`` to ``last``, both included, that has any. One query."""
    rows = of_slot(workspace).filter(day__range=(first, last))
    return dict(rows.values_list("day").annotate(sum=Sum("mentions")))


def first_counted_day(workspace: Workspace) -> date | None:
    """The day of the first mention there ever was; None when nothing was found yet. One query."""
    first: date | None = of_slot(workspace).aggregate(first=Min("day"))["first"]
    return first


def days_by_monitor(
    workspace: Workspace, monitors: Collection[int], *, now: datetime, days: int
) -> dict[int, tuple[int, ...]]:
    """For each of the monitors that found any: mentions of each of the last ``days`` days. One query."""
    dates = last_days(workspace, now, days)
    found = _days(workspace, now, days, monitors)
    return {monitor: tuple(counts.get(day, 0) for day in dates) for monitor, counts in found.items()}


def last_days(workspace: Workspace, now: datetime, days: int) -> list[date]:
    """The company's last ``days`` days, oldest first, today included."""
    today = now.astimezone(workspace.zone).date()
    return [today - timedelta(days=back) for back in reversed(range(days))]


def of_slot(workspace: Workspace, monitor: int | None = None) -> QuerySet[DayCount]:
    """The workspace's days of one monitor, or of all together."""
    return of_slots(workspace, [monitor or WHOLE_WORKSPACE])


def of_slots(workspace: Workspace, slots: Collection[int]) -> QuerySet[DayCount]:
    """The workspace's days of monitors, or of ``WHOLE_WORKSPACE``; the unique index finds them."""
    return DayCount.objects.alias(slot=SLOT).filter(workspace=workspace, slot__in=slots)


def _days(
    workspace: Workspace, now: datetime, days: int, slots: Collection[int]
) -> defaultdict[int, dict[date, int]]:
    rows = of_slots(workspace, slots).filter(day__gte=last_days(workspace, now, days)[0])
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for slot, day, mentions in rows.values_list(SLOT, "day").annotate(sum=Sum("mentions")):
        found[slot][day] = mentions
    return found
