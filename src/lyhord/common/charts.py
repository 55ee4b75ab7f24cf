"""Charts as SVG, drawn by the server: the same in the page, in print and in a report; no script, no canvas.

Colours are classes of the style sheet (``s-1`` … ``s-6``, ``s-pos s-neu s-neg``), so charts follow the theme.
``{% include "common/_chart.html" with chart=chart %}`` shows one: the picture, and its numbers as a table.
It is drawn twice, for wide and for narrow places, because an SVG that shrinks takes its letters with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lyhord.common.drawing import Board, Draw, Number, Series, as_text, line, picture, stacks, ticks_to

__all__ = ["Chart", "Series", "columns", "lines", "spark"]

Words = str | Promise
_WIDE, _NARROW = (900, 240, 10), (420, 200, 4)  # width, height, most labels below


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of the chart's table: a label, the number of each series, their sum."""

    label: str
    numbers: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn chart, its legend (``series``) and its table. ``label_head`` heads the table's first column."""

    title: str
    label_head: str
    series: tuple[Series, ...]
    rows: tuple[ChartRow, ...]
    wide: SafeString
    narrow: SafeString

    @property
    def has_several(self) -> bool:
        """Whether it needs a legend and a sum."""
        return len(self.series) > 1


def columns(
    title: Words, label_head: Words, labels: Sequence[str], series: Sequence[Series], *, is_open: bool = False
) -> Chart:
    """Columns, stacked when there are several series. ``is_open``: the last one is not finished (today)."""
    highest = max((sum(values) for values in _by_label(series)), default=0)
    return _chart(
        (str(title), str(label_head)),
        labels,
        series,
        highest,
        lambda board: stacks(board, labels, series, is_open=is_open),
    )


def lines(title: Words, label_head: Words, labels: Sequence[str], series: Sequence[Series]) -> Chart:
    """One line for each series."""
    highest = max((value for each in series for value in each.values), default=0)
    return _chart(
        (str(title), str(label_head)),
        labels,
        series,
        highest,
        lambda board: SafeString("".join(line(board, labels, each) for each in series)),
    )


def spark(values: Sequence[Number], title: Words, *, width: int = 96, height: int = 28) -> SafeString:
    """A line without axes for a table's cell. ``title`` says in words what it shows, and is read out."""
    highest = max(*values, 1) if values else 1
    step = (width - 6) / max(len(values) - 1, 1)
    points = [(3 + at * step, height - 4 - value / highest * (height - 8)) for at, value in enumerate(values)]
    path = " L".join(f"{x:.1f},{y:.1f}" for x, y in points or [(3, height - 4)])
    x, y = points[-1] if points else (3.0, height - 4.0)
    return format_html(
        '<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">'
        '<title>{2}</title><path class="spark-fill" d="M3,{1} L{3} L{4},{1} Z"/>'
        '<path class="spark-line" d="M{3}"/><circle class="spark-dot" cx="{4}" cy="{5}" r="2.5"/></svg>',
        width, height, title, path, f"{x:.1f}", f"{y:.1f}",
    )  # fmt: skip


def _chart(
    words: tuple[str, str], labels: Sequence[str], series: Sequence[Series], highest: Number, draw: Draw
) -> Chart:
    title, label_head = words
    ticks = ticks_to(highest)
    wide, narrow = (
        picture(Board(width, height, len(labels), ticks), title, labels, draw, most_labels=most)
        for width, height, most in (_WIDE, _NARROW)
    )
    rows = tuple(
        ChartRow(label, tuple(as_text(value) for value in values), as_text(sum(values)))
        for label, values in zip(labels, _by_label(series), strict=True)
    )
    return Chart(
        title=title, label_head=label_head, series=tuple(series), rows=rows, wide=wide, narrow=narrow
    )


def _by_label(series: Sequence[Series]) -> list[tuple[Number, ...]]:
    return list(zip(*(each.values for each in series), strict=True))
