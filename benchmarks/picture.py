"""A picture of cost against the number of queries, both axes in powers of ten."""

from collections.abc import Sequence
from html import escape
from math import log10
from typing import NamedTuple

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 70, 190, 20, 50
_COLOURS = ("#0b6e4f", "#c2410c", "#64748b")
_STYLE = (
    "text{font:13px Inter,system-ui,sans-serif;fill:#475569}"
    ".grid{stroke:#cbd5e1}.line{fill:none;stroke-width:2.5}"
)


class Line(NamedTuple):
    """One matcher: ``points`` are (queries, µs a post)."""

    label: str
    points: Sequence[tuple[float, float]]


def drawn(lines: Sequence[Line]) -> str:
    """The picture as SVG."""
    points = [point for line in lines for point in line.points]
    axes = _Axes(*(_powers([point[at] for point in points]) for at in (0, 1)))
    body = [
        *axes.grid(),
        *(part for at, line in enumerate(lines) for part in _line(line, _COLOURS[at], axes)),
    ]
    title = "Microseconds a post against the number of queries"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{title}</title><style>{_STYLE}</style>"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


class _Axes(NamedTuple):
    """Powers of ten from – to, across and up."""

    across: tuple[int, int]
    up: tuple[int, int]

    def x(self, queries: float) -> float:
        first, last = self.across
        return _LEFT + (log10(queries) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, cost: float) -> float:
        first, last = self.up
        return _HEIGHT - _BOTTOM - (log10(cost) - first) / (last - first) * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> list[str]:
        left, right, bottom = _LEFT, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        parts = []
        for power in range(self.up[0], self.up[1] + 1):
            y = self.y(10**power)
            parts.append(f'<path class="grid" d="M{left} {y:.1f}H{right}"/>')
            parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{_named(power)}</text>')
        for power in range(self.across[0], self.across[1] + 1):
            x = self.x(10**power)
            parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>')
            parts.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{10**power:,}</text>')
        return [
            *parts,
            f'<text x="{(left + right) / 2}" y="{bottom + 40}" text-anchor="middle">queries</text>',
        ]


def _line(line: Line, colour: str, axes: _Axes) -> list[str]:
    places = [(axes.x(queries), axes.y(cost)) for queries, cost in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places]
    x, y = places[-1]
    label = f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" style="fill:{colour}">{escape(line.label)}</text>'
    return [f'<path class="line" stroke="{colour}" d="M{path}"/>', *dots, label]


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around ``values``."""
    low, high = int(log10(min(values)) // 1), -int(-log10(max(values)) // 1)
    return low, max(high, low + 1)


def _named(power: int) -> str:
    return f"{10**power:,} µs" if power < 3 else f"{10 ** (power - 3):,} ms"
