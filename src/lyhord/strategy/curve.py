"""A goal's curve: what was measured, the pace that was meant, and where it is going."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from lyhord.strategy.rules.numbers import Value
from lyhord.strategy.rules.pace import Way
from lyhord.strategy.rules.statuses import Band, Outlook

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 624, 30, 240
MOST_POINTS = 180  # more than a screen can show apart
_STEPS = 24  # of the pace, which is bent while learning


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, and what is written there."""

    at: float
    words: str
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened on a day, to be seen on the curve."""

    day: date
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Everything that the curve tells. ``values`` ascending; ``way`` says from when to when."""

    values: Sequence[Value]
    way: Way
    today: date
    band: Band | None = None
    outlook: Outlook | None = None
    milestones: Sequence[tuple[str, float, bool]] = ()
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The drawing in its own units; strings are the points of SVG lines."""

    stretches: tuple[str, ...]  # a gap in the numbers is a gap in the line
    lone: tuple[tuple[float, float], ...]  # days without neighbours
    pace: str
    outlook: str
    cone: str
    band: tuple[float, float] | None  # its top and its height
    last: tuple[float, float] | None
    today_x: float | None
    ticks: tuple[tuple[float, float], ...]  # the height and the number
    milestones: tuple[Mark, ...]
    notes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Board:
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * min(max(share, 0.0), 1.0), 1)

    def points(self, places: Iterable[tuple[date, float]]) -> str:
        return " ".join(f"{self.x(day):g},{self.y(value):g}" for day, value in places)


def curve_of(told: Telling, *, gap_days: int) -> Curve:
    """Draw it. Days without a number for longer than ``gap_days`` break the line."""
    ticks = ticks_between(*_reach(told))
    board = _Board(told.way.start, max(told.way.due, told.today), ticks[0], ticks[-1])
    stretches = [list(each) for each in _stretches(told.values, gap_days)]
    return Curve(
        stretches=tuple(board.points(each) for each in stretches if len(each) > 1),
        lone=tuple(
            (board.x(day), board.y(value)) for each in stretches if len(each) == 1 for day, value in each
        ),
        pace="" if told.band else board.points(_pace(told.way)),
        outlook=board.points(_outlook(told)),
        cone=board.points(_cone(told)),
        band=_band(told.band, board),
        last=_last(told, board),
        today_x=board.x(told.today) if told.today >= told.way.start else None,
        ticks=tuple((board.y(tick), tick) for tick in ticks),
        milestones=tuple(Mark(board.y(value), name, done) for name, value, done in told.milestones),
        notes=tuple(Mark(board.x(note.day), note.words) for note in told.notes if board.first <= note.day),
    )


def ticks_between(low: float, high: float) -> list[float]:
    """Round numbers, three to seven of them, the first not above ``low``, the last not below ``high``."""
    span = high - low if high - low > 1e-6 else abs(high) or 1.0  # numbers have four places
    raw = span / 4
    power = 10.0 ** floor(log10(raw))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * at, 10) for at in range(first, max(last, first + 1) + 1)]


def _reach(told: Telling) -> tuple[float, float]:
    """The lowest and highest that is drawn. A wild forecast does not press the rest flat."""
    ends = [float(told.way.baseline), float(told.way.target)]
    if told.band:
        ends += [float(told.band.lowest), float(told.band.highest)]
    there = [*ends, *(float(each.value) for each in told.values if each.day >= told.way.start)]
    low, high = min(there), max(there)
    if told.outlook:
        room = high - low
        low = min(low, max(told.outlook.low, low - room))
        high = max(high, min(told.outlook.high, high + room))
    return low, high


def _stretches(values: Sequence[Value], gap_days: int) -> Iterable[list[tuple[date, float]]]:
    """Runs of numbers without a gap, each with at most so many points as can be seen."""
    every = max(1, -(-len(values) // MOST_POINTS))
    runs: list[list[tuple[date, float]]] = []
    for each in values:
        if not runs or (each.day - runs[-1][-1][0]).days > gap_days:
            runs.append([])
        runs[-1].append((each.day, float(each.value)))
    return (run[::-1][::every][::-1] for run in runs)  # the last of a run is always drawn


def _pace(way: Way) -> list[tuple[date, float]]:
    length = (way.due - way.start).days
    days = [way.start + timedelta(days=round(length * at / _STEPS)) for at in range(_STEPS + 1)]
    return [(day, way.expected(day)) for day in days]


def _outlook(told: Telling) -> list[tuple[date, float]]:
    if not told.outlook or not told.values:
        return []
    latest = told.values[-1]
    return [(latest.day, float(latest.value)), (told.way.due, told.outlook.value)]


def _cone(told: Telling) -> list[tuple[date, float]]:
    if not told.outlook or not told.values:
        return []
    latest = told.values[-1]
    return [
        (latest.day, float(latest.value)),
        (told.way.due, told.outlook.high),
        (told.way.due, told.outlook.low),
    ]


def _band(band: Band | None, board: _Board) -> tuple[float, float] | None:
    if band is None:
        return None
    top, bottom = board.y(float(band.highest)), board.y(float(band.lowest))
    return top, round(bottom - top, 1)


def _last(told: Telling, board: _Board) -> tuple[float, float] | None:
    if not told.values:
        return None
    latest = told.values[-1]
    return board.x(latest.day), board.y(float(latest.value))
