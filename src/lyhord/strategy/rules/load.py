"""How much work lies on whom, week by week, held against the hours there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hours that somebody (``who``: a seat's id) is to find between two days, both included."""

    who: int
    start: date
    due: date
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One person's week, named by its Monday."""

    who: int
    monday: date
    hours: Decimal
    has: Decimal

    @property
    def is_too_much(self) -> bool:
        """More work than hours."""
        return self.hours > self.has


def load(works: Iterable[Work], *, hours_per_week: Mapping[int, Decimal]) -> list[Week]:
    """The weeks in which anybody has work, by week and person. Work spreads evenly over its workdays.

    Work that has only a weekend is done on the weekend. The hours of all weeks are the hours of all work.
    """
    found: defaultdict[tuple[date, int], Decimal] = defaultdict(Decimal)
    for work in works:
        days = _workdays(work.start, work.due)
        for day in days:
            monday = day - timedelta(days=day.weekday())
            found[monday, work.who] += work.hours / len(days)
    return [
        Week(
            who=who,
            monday=monday,
            hours=hours.quantize(Decimal("0.01")),
            has=hours_per_week.get(who, Decimal(0)),
        )
        for (monday, who), hours in sorted(found.items())
    ]


def _workdays(start: date, due: date) -> list[date]:
    days = [start + timedelta(days=after) for after in range(max((due - start).days, 0) + 1)]
    return [day for day in days if day.weekday() < _SATURDAY] or days
