"""From what was measured to the numbers a goal is held against. What is missing stays missing, never zero."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

GRACE = timedelta(days=3)  # so long a source may be silent and is still waited for


class Number(TextChoices):
    """How measurements become one number."""

    LEVEL = "level", _("how many there are: the latest count")
    FLOW = "flow", _("how many came: the sum of a number of days")
    RATIO = "ratio", _("a share: a sum divided by a sum")


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement. Sources (a channel, a shop …) add up."""

    day: date
    numerator: Decimal
    denominator: Decimal = Decimal(1)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """The number of a day, and on how many of the days it is to cover something was measured."""

    day: date
    value: Decimal
    days: int = 1
    of_days: int = 1

    @property
    def is_whole(self) -> bool:
        """Nothing is missing in it."""
        return self.days == self.of_days


def values_of(
    points: Iterable[Point], *, number: str, window_days: int, is_daily: bool, times: int = 1
) -> list[Value]:
    """The numbers day by day, ascending; days that cannot be told are left out.

    A share is given ``times`` so much: 100 for per cent.

    ``is_daily``: measured by itself every day, so that silence means that something is missing. Then a level
    needs all its sources, and a sum at least half of its days. Else the last count of a source holds on.
    """
    if number == Number.LEVEL:
        return _whole_levels(points) if is_daily else _held_levels(points)
    share_of = times if number == Number.RATIO else 0
    return _sums(points, window_days=window_days, is_daily=is_daily, share_of=share_of)


def _whole_levels(points: Iterable[Point]) -> list[Value]:
    """Days on which every source spoke that was heard before and not silent for longer than the grace."""
    by_day = _by_day(points)
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for day, there in by_day.items():
        for source in there:
            first.setdefault(source, day)
            last[source] = day
    found = []
    for day, there in by_day.items():
        expected = {source for source in first if first[source] <= day <= last[source] + GRACE}
        if expected <= there.keys():
            found.append(Value(day, sum(there.values(), Decimal(0))))
    return found


def _held_levels(points: Iterable[Point]) -> list[Value]:
    """Every day on which anything was counted, with the last count of each source."""
    held: dict[str, Decimal] = {}
    found = []
    for day, there in _by_day(points).items():
        held |= there
        found.append(Value(day, sum(held.values(), Decimal(0))))
    return found


def _by_day(points: Iterable[Point]) -> dict[date, dict[str, Decimal]]:
    """What each source counted, the days ascending."""
    found: defaultdict[date, dict[str, Decimal]] = defaultdict(dict)
    for point in points:
        found[point.day][point.source] = point.numerator
    return dict(sorted(found.items()))


def _sums(points: Iterable[Point], *, window_days: int, is_daily: bool, share_of: int) -> list[Value]:
    """Sums of the ``window_days`` up to each measured day; a window slides over the days."""
    days = _summed_days(points)
    found, oldest = [], 0
    above = below = Decimal(0)
    for at, (day, numerator, denominator) in enumerate(days):
        above, below = above + numerator, below + denominator
        while days[oldest][0] <= day - timedelta(days=window_days):
            above, below = above - days[oldest][1], below - days[oldest][2]
            oldest += 1
        there = at - oldest + 1
        if (share_of and not below) or (is_daily and 2 * there < window_days):
            continue
        value = share_of * above / below if share_of else above
        found.append(Value(day, value, there if is_daily else 1, window_days if is_daily else 1))
    return found


def _summed_days(points: Iterable[Point]) -> Sequence[tuple[date, Decimal, Decimal]]:
    above: defaultdict[date, Decimal] = defaultdict(Decimal)
    below: defaultdict[date, Decimal] = defaultdict(Decimal)
    for point in points:
        above[point.day] += point.numerator
        below[point.day] += point.denominator
    return [(day, above[day], below[day]) for day in sorted(above)]
