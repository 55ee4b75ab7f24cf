"""The line of a goal: from where we are, over milestones, to where we want to be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from lyhord.strategy.rules import way_gone

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 16, 624, 44, 206


@dataclass(frozen=True)
class Stop:
    """A value on the way; without a day of its own it lies where a straight line would pass it."""

    name: str
    value: Decimal
    day: date | None = None
    is_reached: bool = False
    words: str = ""  # the value as it is written


@dataclass(frozen=True)
class Dot:
    """A stop's place in the drawing, in its own units; ``anchor`` is where its words begin, mid or end."""

    x: float
    y: float
    name: str
    words: str
    day: date
    is_reached: bool
    anchor: str

    @property
    def above(self) -> float:
        """Where the words above the dot stand."""
        return self.y - 16

    @property
    def below(self) -> float:
        """Where the words below the dot stand."""
        return self.y + 28


@dataclass(frozen=True)
class Line:
    """The whole drawing: dots from baseline to target, the stroke through them, and today if it is within."""

    dots: tuple[Dot, ...]
    stroke: str
    area: str
    today_x: float | None

    @property
    def today_anchor(self) -> str:
        """Where the word at today's line begins."""
        return _anchor(self.today_x or 0.0)


def line_of(first: Stop, last: Stop, between: Iterable[Stop], *, today: date) -> Line:
    """Place the stops. ``first.day`` and ``last.day`` are given, and the last lies after the first."""
    start, due = _day(first), _day(last)
    on_the_way = sorted((_with_day(stop, first, last) for stop in between), key=_day)
    dots = tuple(_dot(stop, first, last) for stop in (first, *on_the_way, last))
    stroke = " ".join(f"{dot.x:g},{dot.y:g}" for dot in dots)
    area = f"{stroke} {RIGHT},{BOTTOM} {LEFT},{BOTTOM}"
    inside = start <= today <= due
    return Line(dots, stroke, area, _across(today, start, due) if inside else None)


def _day(stop: Stop) -> date:
    if stop.day is None:
        raise ValueError("The first and the last stop have a day.")
    return stop.day


def _with_day(stop: Stop, first: Stop, last: Stop) -> Stop:
    if stop.day is not None:
        return stop
    start, due = _day(first), _day(last)
    share = way_gone(stop.value, first.value, last.value)
    return replace(stop, day=start + timedelta(days=round((due - start).days * share)))


def _dot(stop: Stop, first: Stop, last: Stop) -> Dot:
    day = _day(stop)
    x = _across(day, _day(first), _day(last))
    y = _up(stop.value, first.value, last.value)
    return Dot(x, y, stop.name, stop.words, day, stop.is_reached, _anchor(x))


def _anchor(x: float) -> str:
    """Words near an edge grow inwards."""
    return "start" if x < LEFT + 60 else "end" if x > RIGHT - 60 else "middle"


def _across(day: date, start: date, due: date) -> float:
    share = (day - start).days / (due - start).days
    return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)


def _up(value: Decimal, baseline: Decimal, target: Decimal) -> float:
    """High is more: a goal that is to shrink runs downwards."""
    low, high = min(baseline, target), max(baseline, target)
    share = float((value - low) / (high - low))
    return round(BOTTOM - (BOTTOM - TOP) * min(max(share, 0.0), 1.0), 1)
