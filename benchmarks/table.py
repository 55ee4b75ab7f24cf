"""The table of a run of ``benchmarks/percolator.py``, as it stands in the documentation."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from lyhord.percolator import Post

TARGETS = {100: 10, 1_000: 16, 10_000: 35, 100_000: 40}  # times as quick as mokaccino
_HEAD = """# The percolator, measured

Made by `python benchmarks/percolator.py`; do not edit. How to read it: every figure is processor time for one
post on one core, the median of {rounds} rounds in which the matchers took turns, from Python objects to
arrays of hits. For mokaccino that includes the making of its documents, which Python does.
Its phrases and NEAR are asked as “all of these words”, which gives it less to do.

{machine}. {posts:,} posts of {bytes:.0f} bytes on average, seed {seed}.

![What a post costs against the number of queries](pictures/percolator-cost.svg)
"""
_TAIL = """
- *hits*, *candidates*: pairs of a query and a post, for one post: found, and looked at. What is no candidate
  costs nothing, so cost grows with the candidates: *µs a candidate* is the growth from the column before.
- *compile* takes parsed queries; *memory* is what the process grew by, without the queries as objects.
- *two processes*: how many times as many posts as one process matches, by the clock, and by the processor
  (2.0: nothing lost to shared caches). The clock is only right when the machine has nothing else to do.
- *differences*: pairs in which ours, mokaccino and the reference do not agree, in a sample. mokaccino misses
  what prefixes that begin with å, ä or ö should find; these are counted as *known*.
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was measured at one number of queries."""

    size: int
    per_post_us: dict[str, list[float]]
    compile_s: float
    peer_compile_s: float
    memory_mb: float
    candidates: float
    hits: float
    two_processes: tuple[float, float]
    differences: tuple[int, int, int]  # pairs compared, wrong ones, known ones of mokaccino

    def median(self, name: str) -> float:
        """Microseconds a post."""
        return statistics.median(self.per_post_us[name])

    def ratio(self) -> float:
        """How many times as quick as mokaccino."""
        return self.median("mokaccino") / self.median("ours")


def written(rows: Sequence[Row], posts: Sequence[Post], *, seed: int, rounds: int) -> str:
    """The page."""
    size = sum(len(post.text.encode()) for post in posts) / len(posts)
    head = _HEAD.format(rounds=rounds, machine=machine(), posts=len(posts), bytes=size, seed=seed)
    columns = "| queries | " + " | ".join(f"{row.size:,}" for row in rows) + " |"
    rule = "|---|" + "---|" * len(rows)
    lines = [f"| {name} | " + " | ".join(cells) + " |" for name, cells in _lines(rows)]
    return "\n".join([head, columns, rule, *lines]) + "\n" + _TAIL


def machine() -> str:
    """Where and with what it was measured."""
    model = next(
        (line.split(":")[1].strip() for line in _cpu_info() if line.startswith("model name")),
        platform.machine(),
    )
    parts = ", ".join(f"{name} {version(name)}" for name in ("numpy", "mokaccino"))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    today = datetime.now(UTC).date()
    return (
        f"{model}, {os.cpu_count()} cores, load {load}, Python {platform.python_version()}, {parts}, {today}"
    )


def _cpu_info() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def _lines(rows: Sequence[Row]) -> list[tuple[str, list[str]]]:
    return [
        ("**Lyhörd**, µs a post", [f"**{row.median('ours'):.1f}**" for row in rows]),
        ("from – to", [_span(row.per_post_us["ours"]) for row in rows]),
        ("mokaccino, µs a post", [f"{row.median('mokaccino'):.0f}" for row in rows]),
        ("from – to", [_span(row.per_post_us["mokaccino"]) for row in rows]),
        ("**times as quick**", [f"**{row.ratio():.1f}**" for row in rows]),
        ("wished at least", [str(TARGETS.get(row.size, "")) for row in rows]),
        ("the reference, µs a post", [_reference(row) for row in rows]),
        ("posts a second on a core", [f"{1e6 / row.median('ours'):,.0f}" for row in rows]),
        ("hits for a post", [f"{row.hits:.2f}" for row in rows]),
        ("candidates for a post", [f"{row.candidates:.2f}" for row in rows]),
        ("µs a candidate", _per_candidate(rows)),
        ("compile, s (mokaccino)", [f"{row.compile_s:.2f} ({row.peer_compile_s:.2f})" for row in rows]),
        ("memory, MB", [f"{row.memory_mb:.0f}" for row in rows]),
        (
            "two processes, clock / processor",
            [" / ".join(f"{each:.2f}×" for each in row.two_processes) for row in rows],
        ),
        ("pairs compared", [f"{row.differences[0]:,}" for row in rows]),
        ("differences, known", [f"{row.differences[1]}, {row.differences[2]}" for row in rows]),
    ]


def _span(figures: Sequence[float]) -> str:
    digits = 0 if max(figures) >= 100 else 1
    return f"{min(figures):.{digits}f} – {max(figures):.{digits}f}"


def _reference(row: Row) -> str:
    return f"{row.median('reference'):,.0f}" if "reference" in row.per_post_us else "–"


def _per_candidate(rows: Sequence[Row]) -> list[str]:
    grown = ["–"]
    for before, row in pairwise(rows):
        more = row.candidates - before.candidates
        grown.append(f"{(row.median('ours') - before.median('ours')) / more:.2f}" if more > 0 else "–")
    return grown
