"""How quickly standing queries are matched: the percolator, mokaccino (Rust) and the obvious reference.

    python benchmarks/percolator.py                          # a table and a picture, about ten minutes
    python benchmarks/percolator.py --sizes 100 1000 --rounds 5 --no-store

Time is that of the processor, on one core, per post, from Python objects to arrays of hits; the matchers take
turns, and the median of the rounds counts. Hits are compared first (``equality``). Needs ``mokaccino``, which
the product does not: ``pip install mokaccino==0.9.1``.
"""

import argparse
import gc
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import mokaccino
import peer
from equality import differences
from picture import Line, drawn
from processes import memory_mb, speed_up
from table import Row, written
from world import World

from lyhord.percolator import Percolator, Post, Query
from lyhord.percolator.document import document
from lyhord.percolator.reference import is_true

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZES = (100, 1_000, 10_000, 100_000)
OURS, PEERS = 16_384, {100: 3_000, 1_000: 2_000, 10_000: 800, 100_000: 250}  # posts in a round
_REFERENCE = {100: 300, 1_000: 40}


@dataclass
class Timer:
    """One matcher: ``run`` matches posts; ``per_post_us`` has one figure for every round."""

    run: Callable[[Sequence[Post]], object]
    posts: Sequence[Post]
    per_post_us: list[float] = field(default_factory=list)

    def take_turn(self) -> None:
        """One round."""
        start = process_time()
        self.run(self.posts)
        self.per_post_us.append((process_time() - start) / len(self.posts) * 1e6)

    def median(self) -> float:
        """The figure that counts."""
        return statistics.median(self.per_post_us)


def main() -> None:
    """Measure, print, store."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of queries")
    words.add_argument("--rounds", type=int, default=7)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--no-store", action="store_true", help="print only")
    asked = words.parse_args()
    world = World(asked.seed)
    posts = world.posts(OURS)
    Percolator(world.queries(10)).match(posts)  # tables are made, the shipped frequencies read
    rows = []
    for size in asked.sizes:
        rows.append(_measured(world.queries(size), posts, asked.rounds))
        print(rows[-1], flush=True)
    text = written(rows, posts, seed=asked.seed, rounds=asked.rounds)
    print(text)
    if not asked.no_store:
        (DOCS / "percolator-measured.md").write_text(text)
        (DOCS / "pictures" / "percolator-cost.svg").write_text(_picture(rows))


def _measured(queries: dict[str, Query], posts: list[Post], rounds: int) -> Row:
    size = len(queries)
    ours, compiled_s = _ours(queries, rounds if size <= 10_000 else 1)
    theirs, their_compiled_s = _theirs(queries)
    wrong = differences(queries, posts, ours, theirs)
    timers = {
        "ours": Timer(ours.match, posts if size <= 10_000 else posts[: OURS // 4]),
        "mokaccino": Timer(_asked_of(theirs), posts[: PEERS.get(size, 500)]),
    }
    if size in _REFERENCE:
        timers["reference"] = Timer(_obvious(queries), posts[: _REFERENCE[size]])
    gc.collect()
    gc.freeze()  # so that nobody pays for looking through the queries, which are many objects
    for _ in range(rounds):
        for timer in timers.values():
            timer.take_turn()
    return Row(
        size=size,
        per_post_us={name: timer.per_post_us for name, timer in timers.items()},
        compile_s=compiled_s,
        peer_compile_s=their_compiled_s,
        memory_mb=memory_mb(queries, posts[:1024]),
        candidates=ours.candidates(posts[:2048]) / 2048,
        hits=len(ours.match(posts[:2048])) / 2048,
        two_processes=speed_up(ours, timers["ours"].posts, rounds=rounds),
        differences=wrong,
    )


def _ours(queries: dict[str, Query], rounds: int) -> tuple[Percolator, float]:
    took = []
    for _ in range(rounds):
        start = process_time()
        ours = Percolator(queries)
        took.append(process_time() - start)
    return ours, statistics.median(took)


def _theirs(queries: dict[str, Query]) -> tuple[mokaccino.Percolator, float]:
    asked = [peer.query(query.node) for query in queries.values()]
    start = process_time()
    theirs = mokaccino.Percolator()
    for query in asked:
        theirs.add_query(query)
    return theirs, process_time() - start


def _asked_of(theirs: mokaccino.Percolator) -> Callable[[Sequence[Post]], object]:
    return lambda posts: [theirs.percolate_list(peer.document(post)) for post in posts]


def _obvious(queries: dict[str, Query]) -> Callable[[Sequence[Post]], object]:
    nodes = [query.node for query in queries.values()]

    def run(posts: Sequence[Post]) -> object:
        return [[is_true(node, doc) for node in nodes] for doc in map(document, posts)]

    return run


def _picture(rows: Sequence[Row]) -> str:
    names = {"ours": "Lyhörd", "mokaccino": "mokaccino 0.9.1 (Rust)", "reference": "the obvious reference"}
    return drawn(
        [
            Line(label, [(row.size, row.median(name)) for row in rows if name in row.per_post_us])
            for name, label in names.items()
        ]
    )


if __name__ == "__main__":
    main()
