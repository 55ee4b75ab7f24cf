"""The plan as a picture: where months, bars and arrows lie. Pure geometry, in pixels of an SVG."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lyhord.strategy.selectors.plan import ActionRow

WIDTH, MOST_WIDTH = 1060, 4000
LEAST_PER_DAY, MOST_PER_DAY = 2.2, 11.0
HEAD, STRIP, GROUP, ROW, BAR, FOOT = 30, 46, 30, 40, 16, 10
SIDE = 14


@dataclass(frozen=True, slots=True)
class MonthMark:
    """A month's head: where it begins, how wide it is, and how much is expected of it (0–1)."""

    first: date
    x: float
    width: float
    expected: float
    is_learning: bool

    @property
    def strip_height(self) -> float:
        """How high the column of what is expected stands."""
        return round(self.expected * (STRIP - 12), 1)

    @property
    def strip_y(self) -> float:
        """Its upper edge."""
        return round(HEAD + STRIP - 6 - self.strip_height, 1)

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return round(self.x + 5, 1)

    @property
    def percent(self) -> int:
        """What is expected, in per cent of a later month."""
        return round(100 * self.expected)


@dataclass(frozen=True, slots=True)
class Bar:
    """An action's bar."""

    row: ActionRow
    x: float
    y: float
    width: float

    @property
    def text_y(self) -> float:
        """Where its name stands."""
        return self.y - 6

    @property
    def end(self) -> float:
        """Its right edge."""
        return round(self.x + self.width, 1)

    @property
    def middle(self) -> float:
        """Its middle from top to bottom."""
        return self.y + BAR / 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A goal above its actions."""

    name: str
    goal_id: int | None
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the end of what is waited for to the beginning of what waits."""

    path: str
    is_wrong: bool


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The whole picture."""

    width: float
    height: float
    per_day: float
    first: date
    months: tuple[MonthMark, ...]
    headings: tuple[Heading, ...]
    bars: tuple[Bar, ...]
    arrows: tuple[Arrow, ...]
    today_x: float
    has_learning: bool
    top: float


Expected = Callable[[date, date], float]


def picture_of(
    groups: Sequence[tuple[str, int | None, Sequence[ActionRow]]],
    *,
    today: date,
    expected: Expected | None = None,
    learns_until: date | None = None,
) -> Picture:
    """The picture of actions under their goals. ``expected(first, last)``: 0–1 for the days of a month."""
    rows = [row for _name, _goal, each in groups for row in each]
    first, last = _range(rows, today)
    days = (last - first).days + 1
    per_day = min(max((WIDTH - 2 * SIDE) / days, LEAST_PER_DAY), MOST_PER_DAY)
    per_day = min(per_day, (MOST_WIDTH - 2 * SIDE) / days)

    def x(day: date) -> float:
        return round(SIDE + (day - first).days * per_day, 1)

    top = HEAD + (STRIP if expected else 0)
    headings, bars, bottom = _stack(groups, x, per_day, top)
    months = tuple(_month(day, first, last, x, expected, learns_until) for day in _months(first, last))
    return Picture(
        width=round(2 * SIDE + days * per_day),
        height=bottom + FOOT,
        per_day=round(per_day, 3),
        first=first,
        months=months,
        headings=headings,
        bars=bars,
        arrows=_arrows(bars),
        today_x=x(today),
        has_learning=expected is not None,
        top=top,
    )


def _range(rows: Iterable[ActionRow], today: date) -> tuple[date, date]:
    """From the month of the first day (or today) to the end of the month of the last."""
    rows = list(rows)
    begins = min([today, *(row.start_date for row in rows)]).replace(day=1)
    ends = max([today + timedelta(days=60), *(row.due_date for row in rows)])
    return begins, _next_month(ends) - timedelta(days=1)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    found = [first]
    while (after := _next_month(found[-1])) <= last:
        found.append(after)
    return found


def _month(
    day: date,
    first: date,
    last: date,
    x: Callable[[date], float],
    expected: Expected | None,
    learns_until: date | None,
) -> MonthMark:
    begins, after = max(day, first), min(_next_month(day), last + timedelta(days=1))
    share = expected(begins, after) if expected else 0.0
    is_learning = learns_until is not None and begins < learns_until
    return MonthMark(day, x(begins), round(x(after) - x(begins), 1), share, is_learning)


def _stack(
    groups: Sequence[tuple[str, int | None, Sequence[ActionRow]]],
    x: Callable[[date], float],
    per_day: float,
    top: float,
) -> tuple[tuple[Heading, ...], tuple[Bar, ...], float]:
    headings: list[Heading] = []
    bars: list[Bar] = []
    y = top
    for name, goal_id, rows in groups:
        headings.append(Heading(name, goal_id, y + 20))
        y += GROUP
        for row in rows:
            width = round(max(row.days * per_day, 4), 1)
            bars.append(Bar(row, x(row.start_date), y + ROW - BAR - 5, width))
            y += ROW
    return tuple(headings), tuple(bars), y


def _arrows(bars: Iterable[Bar]) -> tuple[Arrow, ...]:
    there = {bar.row.id: bar for bar in bars}
    return tuple(
        _arrow(there[wait.id], bar, is_wrong=wait.is_open and wait.due_date >= bar.row.start_date)
        for bar in there.values()
        for wait in bar.row.waits
        if wait.id in there
    )


def _arrow(before: Bar, after: Bar, *, is_wrong: bool) -> Arrow:
    """Out to the right, across, and in from the left; rounded enough for the eye."""
    out, into = before.end + 5, after.x - 6
    across = before.middle + (ROW / 2 if after.y > before.y else -ROW / 2) + 2
    if into >= out:
        path = f"M{before.end},{before.middle} H{out:.1f} V{after.middle} H{after.x - 1:.1f}"
    else:
        path = (
            f"M{before.end},{before.middle} H{out:.1f} V{across:.1f} "
            f"H{into:.1f} V{after.middle} H{after.x - 1:.1f}"
        )
    return Arrow(path, is_wrong)
