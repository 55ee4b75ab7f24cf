"""Questions to the roll-ups."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.db.models.functions import Coalesce

from lyhord.listening.models import DayCount
from lyhord.listening.selectors.rows import DayHits
from lyhord.organisation.models import Workspace

WHOLE_WORKSPACE = 0


def mentions_per_day(
    workspace: Workspace, *, now: datetime, monitor: int | None = None, days: int = 30
) -> tuple[DayHits, ...]:
    """Mentions of each of the last ``days`` days of the company, today's last; days without any are there.

    ``monitor``: only those it found. Muted and deleted mentions do not count. One query.
    """
    counts = _days(workspace, now, days, [monitor or WHOLE_WORKSPACE])[monitor or WHOLE_WORKSPACE]
    return tuple(DayHits(day=day, hits=counts.get(day, 0)) for day in last_days(workspace, now, days))


def days_by_monitor(workspace: Workspace, *, now: datetime, days: int) -> dict[int, tuple[int, ...]]:
    """For each monitor that found any: mentions of each of the last ``days`` days. One query."""
    dates = last_days(workspace, now, days)
    found = _days(workspace, now, days, None)
    return {monitor: tuple(counts.get(day, 0) for day in dates) for monitor, counts in found.items()}


def last_days(workspace: Workspace, now: datetime, days: int) -> list[date]:
    """The company's last ``days`` days, oldest first, today included."""
    today = now.astimezone(workspace.zone).date()
    return [today - timedelta(days=back) for back in reversed(range(days))]


def _days(
    workspace: Workspace, now: datetime, days: int, monitors: list[int] | None
) -> defaultdict[int, dict[date, int]]:
    rows = DayCount.objects.alias(slot=Coalesce("monitor", WHOLE_WORKSPACE))
    rows = rows.filter(workspace=workspace, day__gte=last_days(workspace, now, days)[0])
    if monitors is not None:
        rows = rows.filter(slot__in=monitors)
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for slot, day, mentions in rows.values_list(Coalesce("monitor", WHOLE_WORKSPACE), "day").annotate(
        sum=Sum("mentions")
    ):
        found[slot][day] = mentions
    return found
