"""Counting, and writing it down where goals follow it."""

from datetime import date, datetime, timedelta

from django.db.models import Max, Min

from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.reporting.measures import MEASURES, Measured
from lyhord.strategy import services as strategy
from lyhord.strategy.models import Kpi

COUNTER = Actor.machine("measures")


def measure_everything(*, now: datetime) -> int:
    """Count every number that somebody follows, in every workspace; returns how many days were written.

    May be done again at any time: the same days give the same, late arrivals a correction.
    """
    return sum(measure_kpi(kpi, now=now) for kpi in _followed())


def weigh_everything(*, now: datetime) -> int:
    """Weigh the goals that no number has weighed today: the calendar alone may decide."""
    open_workspaces = Workspace.objects.filter(goals__removed_at__isnull=True).distinct()
    return sum(
        strategy.weigh_workspace(workspace, by=COUNTER, now=now)
        for workspace in open_workspaces.order_by("pk")
    )


def measure_kpi(kpi: Kpi, *, now: datetime) -> int:
    """Count one number up to yesterday, for today is not over; returns how many days were written."""
    measured = MEASURES[kpi.key]
    yesterday = now.astimezone(kpi.workspace.zone).date() - timedelta(days=1)
    first = _first_day(kpi, measured)
    if first is None or first > yesterday:
        return 0
    readings = list(measured.count(kpi.workspace, first, yesterday))
    done = strategy.record_measurements(kpi=kpi, by=COUNTER, readings=readings, now=now)
    return done.new + done.corrected


def _followed() -> list[Kpi]:
    kpis = Kpi.objects.current().filter(key__in=MEASURES, goals__removed_at__isnull=True)
    return list(kpis.select_related("workspace").distinct().order_by("pk"))


def _first_day(kpi: Kpi, measured: Measured) -> date | None:
    """A few days before the last that is known, else as far back as the goals and their sums reach."""
    known: date | None = kpi.measurements.aggregate(last=Max("date"))["last"]
    if known:
        return known - timedelta(days=measured.restated_days)
    begun: date | None = kpi.goals.current().aggregate(first=Min("start_date"))["first"]
    return begun - timedelta(days=kpi.window_days) if begun else None
