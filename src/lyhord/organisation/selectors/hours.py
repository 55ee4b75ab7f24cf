"""When the department is there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lyhord.organisation.calendars import DaysOff, public_holidays
from lyhord.organisation.hours import OpeningHours, Period
from lyhord.organisation.models import ClosedDay, OpeningPeriod, Workspace


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs: a public holiday, a day off of our own, or a day we work nevertheless."""

    day: date
    name: str
    is_open: bool
    is_public: bool
    id: int | None


@dataclass(frozen=True)
class OpenState:
    """Whether the department is there, and until when that holds (empty: for the time being)."""

    is_open: bool
    until: datetime | None


def opening_hours_of(workspace: Workspace) -> OpeningHours:
    """The workspace's hours as a value that answers for itself. Two queries."""
    own = list(ClosedDay.objects.filter(workspace=workspace))
    return OpeningHours(
        zone=workspace.zone,
        periods=week_of(workspace),
        days_off=DaysOff(workspace.country, frozenset(row.date for row in own if not row.is_open)),
        working_days=frozenset(row.date for row in own if row.is_open),
    )


def week_of(workspace: Workspace) -> tuple[Period, ...]:
    """The periods of the week in order. One query."""
    rows = OpeningPeriod.objects.filter(workspace=workspace).order_by("weekday", "opens")
    return tuple(Period(row.weekday, row.opens, row.closes) for row in rows)


def open_state(hours: OpeningHours, *, now: datetime) -> OpenState:
    """Open until …, or closed until …. No query."""
    stretches = hours.stretches(now)
    first = next(stretches, None)
    if first is None or first.start > now:
        return OpenState(False, first.start if first else None)
    until = first.end
    for stretch in stretches:  # midnight is no closing time for those who go on
        if stretch.start != until:
            return OpenState(True, until)
        until = stretch.end
    return OpenState(True, None)


def special_days(workspace: Workspace, *, today: date, days: int = 365) -> tuple[SpecialDay, ...]:
    """Days that differ, from today on, for a year. One query."""
    last = today + timedelta(days=days)
    public = public_holidays(workspace.country, range(today.year, last.year + 1))
    rows = ClosedDay.objects.filter(workspace=workspace, date__gte=today, date__lte=last)
    own = {row.date: row for row in rows}
    wanted = sorted(day for day in public.keys() | own.keys() if today <= day <= last)
    return tuple(_special(day, public.get(day, ""), own.get(day)) for day in wanted)


def _special(day: date, public: str, own: ClosedDay | None) -> SpecialDay:
    name = own.name if own and own.name else public
    return SpecialDay(day, name, own.is_open if own else False, bool(public), own.pk if own else None)
