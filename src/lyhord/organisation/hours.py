"""Opening hours as a value: is the department there, and how much open time has passed? Pure functions.

Hours are wall-clock hours in the company's zone: the department is open when the clock on its wall says so,
also on the two nights a year when that clock jumps.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
# Longer than the longest break anybody plans; beyond it the department counts as never open.
HORIZON_DAYS = 1100


class NeverOpenError(ValueError):
    """The department is not open within three years of the time asked about."""


class Period(NamedTuple):
    """One stretch of a weekday (Monday is 0), whole minutes; ``closes`` 00:00 is the end of the day."""

    weekday: int
    opens: time
    closes: time

    def holds(self, clock: time) -> bool:
        """Whether a wall clock at ``clock`` is within: from ``opens``, before ``closes``."""
        return self.opens <= clock and (self.closes == MIDNIGHT or clock < self.closes)


class Stretch(NamedTuple):
    """Open from ``start`` until just before ``end``; both UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class OpeningHours:
    """When a department is there.

    ``periods``: the week, in any order, not overlapping. ``days_off``: days without any (public holidays
    and the company's own). ``working_days``: days off on which it works nevertheless.
    """

    zone: ZoneInfo
    periods: tuple[Period, ...]
    days_off: Container[date] = frozenset()
    working_days: Container[date] = field(default=frozenset())

    def is_working_day(self, day: date) -> bool:
        """Whether the week's hours count on ``day``."""
        return day in self.working_days or day not in self.days_off

    def is_open(self, at: datetime) -> bool:
        """Whether the department is there at ``at`` (aware)."""
        local = at.astimezone(self.zone)
        periods = [period for period in self.periods if period.weekday == local.weekday()]
        return any(p.holds(local.time()) for p in periods) and self.is_working_day(local.date())

    def stretches(self, start: datetime) -> Iterator[Stretch]:
        """Open stretches from ``start`` on, in order, the first cut at ``start``; ends after three years."""
        first = start.astimezone(self.zone).date() - ONE_DAY
        for number in range(HORIZON_DAYS):
            for stretch in self._stretches_of(first + number * ONE_DAY):
                if stretch.end > start:
                    yield Stretch(max(stretch.start, start.astimezone(UTC)), stretch.end)

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How long the department was there from ``start`` to ``end``; nothing when ``end`` is not later."""
        total, reached = timedelta(), start
        while reached < end:
            total, reached = total + self._open_time(reached, end), reached + HORIZON_DAYS // 2 * ONE_DAY
        return total

    def add_open_time(self, start: datetime, minutes: int) -> datetime:
        """The first moment (UTC) at which ``minutes`` of open time have passed since ``start``.

        Raises NeverOpenError when the department is not there for so long within three years.
        """
        left = timedelta(minutes=minutes)
        if not left:
            return start.astimezone(UTC)
        for stretch in self.stretches(start):
            if stretch.end - stretch.start >= left:
                return stretch.start + left
            left -= stretch.end - stretch.start
        raise NeverOpenError(f"Not open for {minutes} minutes in {HORIZON_DAYS} days.")

    def _open_time(self, start: datetime, end: datetime) -> timedelta:
        stop = min(end, start + HORIZON_DAYS // 2 * ONE_DAY)
        total = timedelta()
        for stretch in self.stretches(start):
            if stretch.start >= stop:
                break
            total += min(stretch.end, stop) - stretch.start
        return total

    def _stretches_of(self, day: date) -> list[Stretch]:
        periods = sorted(period for period in self.periods if period.weekday == day.weekday())
        if not periods or not self.is_working_day(day):
            return []
        if _clock_jumps(day, self.zone):
            return self._stretches_by_the_minute(day)
        return [Stretch(_begin(day, period, self.zone), _end(day, period, self.zone)) for period in periods]

    def _stretches_by_the_minute(self, day: date) -> list[Stretch]:
        """Two days a year: look at the wall clock minute by minute. No zone is further than 15 h from UTC."""
        found: list[Stretch] = []
        first = datetime.combine(day, MIDNIGHT, UTC) - timedelta(hours=15)
        for number in range(54 * 60):
            minute = first + number * ONE_MINUTE
            if minute.astimezone(self.zone).date() != day or not self.is_open(minute):
                continue
            if found and found[-1].end == minute:
                found[-1] = Stretch(found[-1].start, minute + ONE_MINUTE)
            else:
                found.append(Stretch(minute, minute + ONE_MINUTE))
        return found


def _begin(day: date, period: Period, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, period.opens, zone).astimezone(UTC)


def _end(day: date, period: Period, zone: ZoneInfo) -> datetime:
    last = day + ONE_DAY if period.closes == MIDNIGHT else day
    return datetime.combine(last, period.closes, zone).astimezone(UTC)


def _clock_jumps(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone's offset differs between the day's first and last moment."""
    morning = datetime.combine(day, MIDNIGHT, zone)
    night = datetime.combine(day + ONE_DAY, MIDNIGHT, zone).replace(fold=1)
    return morning.utcoffset() != night.utcoffset()
