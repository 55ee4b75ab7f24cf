"""The drawing board of ``charts``: axes, columns and lines as SVG."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Number = int | float
TOP, BOTTOM, RIGHT, GAP = 10, 26, 6, 8
DIGIT = 6.4  # width of a digit of the axis at 11 px


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: its name in the legend, its class, a value for every label."""

    name: str | Promise
    css: str
    values: Sequence[Number]


@dataclass(frozen=True, slots=True)
class Board:
    """A size, an axis and so many columns: where a value and a column stand."""

    width: int
    height: int
    columns: int
    ticks: Sequence[int]

    @property
    def left(self) -> float:
        """Where the plot begins: right of the longest number."""
        return len(as_text(self.ticks[-1])) * DIGIT + GAP

    def x(self, column: float) -> float:
        """The left edge of ``column``; + 0.5 is its middle."""
        return self.left + (self.width - RIGHT - self.left) * column / max(self.columns, 1)

    def y(self, value: float) -> float:
        """The height at which ``value`` stands."""
        return TOP + (self.height - TOP - BOTTOM) * (1 - value / self.ticks[-1])


Draw = Callable[[Board], SafeString]


def picture(board: Board, title: str, labels: Sequence[str], draw: Draw, *, most_labels: int) -> SafeString:
    """The whole SVG: grid, what ``draw`` draws, labels. ``title`` is what a screen reader says."""
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        board.width, board.height, title, _grid(board), draw(board), _labels(board, labels, most_labels),
    )  # fmt: skip


def stacks(board: Board, labels: Sequence[str], series: Sequence[Series], *, is_open: bool) -> SafeString:
    """A column for every label, in parts; the last one paler when it is not finished."""
    last = len(labels) - 1
    drawn = (
        ("column is-open" if is_open and at == last else "column", _stack(board, at, labels[at], series))
        for at in range(len(labels))
    )
    return format_html_join("", '<g class="{}">{}</g>', drawn)


def line(board: Board, labels: Sequence[str], series: Series) -> SafeString:
    """A line through every value, and a point on each that tells its number."""
    places = [(f"{board.x(at + 0.5):.1f}", f"{board.y(value):.1f}") for at, value in enumerate(series.values)]
    path = "M" + " L".join(f"{x},{y}" for x, y in places) if places else ""
    points = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="3"><title>{}</title></circle>',
        (
            (series.css, x, y, said(label, [(series.name, value)]))
            for (x, y), label, value in zip(places, labels, series.values, strict=True)
        ),
    )
    return format_html('<path class="line {}" d="{}"/>{}', series.css, path, points)


def said(label: str, values: Sequence[tuple[str | Promise, Number]]) -> str:
    """What stands in the tip: the label and its number, or every series with its own and the total."""
    if len(values) == 1:
        return f"{label}: {as_text(values[0][1])}"
    parts = ", ".join(f"{name} {as_text(value)}" for name, value in values)
    return f"{label}: {as_text(sum(value for _name, value in values))} ({parts})"


def ticks_to(highest: Number) -> list[int]:
    """Round whole numbers for an axis from 0 to at least ``highest``: three to six of them."""
    size: Number = 1
    at = 0
    while highest > size * 5:
        size = size * (2, 5 / 2, 2)[at % 3]  # 1 2 5 10 20 50 …
        at += 1
    return [int(size * step) for step in range(max(2, -int(-highest // size)) + 1)]


def as_text(value: Number) -> str:
    """The number as the reader's language writes it."""
    return str(format_decimal(value, locale=(get_language() or "en").split("-")[0]))


def _grid(board: Board) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
        '<text class="axis" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        (
            (
                f"{board.left:.1f}", board.width - RIGHT, f"{board.y(tick):.1f}",
                f"{board.left - GAP + 2:.1f}", f"{board.y(tick) + 4:.1f}", as_text(tick),
            )
            for tick in board.ticks
        ),
    )  # fmt: skip


def _labels(board: Board, labels: Sequence[str], most: int) -> SafeString:
    """Every so many, counted from the last one: the newest is what one looks for."""
    every = max(1, -(-len(labels) // most))
    last = len(labels) - 1
    return format_html_join(
        "",
        '<text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (f"{board.x(at + (1 if at == last > 6 else 0.5)):.1f}", board.height - 8,
             "end" if at == last > 6 else "middle", labels[at])
            for at in range(last % every, len(labels), every)
        ),
    )  # fmt: skip


def _stack(board: Board, at: int, label: str, series: Sequence[Series]) -> SafeString:
    """The parts of one column, and a rectangle in its whole height that the pointer finds."""
    values = [(each.name, each.values[at]) for each in series]
    ends = list(accumulate(value for _name, value in values))
    left, width = board.x(at), board.x(1) - board.x(0)
    parts = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" y="{}" height="{}" rx="1.5"/>',
        (
            (each.css, f"{left + width * 0.16:.1f}", f"{width * 0.68:.1f}", f"{board.y(end):.1f}",
             f"{board.y(end - value) - board.y(end):.1f}")
            for each, (_name, value), end in zip(series, values, ends, strict=True)
            if value
        ),
    )  # fmt: skip
    return format_html(
        '<title>{}</title><rect class="reach" x="{}" width="{}" y="{}" height="{}"/>{}',
        said(label, values), f"{left:.1f}", f"{width:.1f}", TOP, board.height - TOP - BOTTOM, parts,
    )  # fmt: skip
