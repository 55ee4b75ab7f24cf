"""What a query costs the matcher, known before it is saved.

The matcher cuts every post into words once, whatever is asked. Then it looks for the rarest thing each query
needs, its *anchor*; a query costs something only for the posts its anchor is in, the *candidates*.
Constants: measured by ``benchmarks/percolator.py``, docs/percolator.md#cost.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .engine.leaves import Leaves
from .engine.rows import compiled
from .expected import expected_share
from .frequency import Frequencies, default_frequencies
from .messages import EXPENSIVE
from .query import Query
from .tree import ATOMS, Field, Has, Hashtag, Leaf, Word, as_written, leaves

CUTTING_US = 3.0  # a post into words, whatever is asked
CANDIDATE_US = 0.2  # a post that is looked at because of a query
CHECK_US = 200.0  # the same, where the reference matcher must have the last word
MANY = 0.02  # of all posts: what is in more than that is a dear thing to begin with
DEAR_US = 0.05  # of one query for one post, above which its dear parts are named


@dataclass(frozen=True, slots=True)
class ExpensivePart:
    """A part of the query, ``length`` characters from ``position`` on, that makes it dear, and why.

    ``code`` is a key of ``messages.EXPENSIVE``, ``params`` fill its sentence; ``str()`` is the English one.
    """

    code: str
    params: Mapping[str, str]
    position: int
    length: int

    def __str__(self) -> str:
        return EXPENSIVE[self.code].format(**self.params)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one query asks of the matcher.

    ``hits``: the share of posts it probably finds; ``candidates``: the share of posts that must be looked at
    for it; ``us_per_post``: time for every post of the stream, in microseconds; ``expensive``: the parts that
    make it so, in the order of the query, empty when it is cheap.
    """

    hits: float
    candidates: float
    us_per_post: float
    expensive: tuple[ExpensivePart, ...] = ()

    def share(self, others_us_per_post: float = 0.0) -> float:
        """Its share of the matcher's time, 0 to 1, beside other queries that take so long together."""
        return self.us_per_post / (CUTTING_US + others_us_per_post + self.us_per_post)


def cost(query: Query, frequencies: Frequencies | None = None) -> Cost:
    """What ``query`` costs where things are as common as ``frequencies`` say. Takes about 0.5 ms."""
    known = frequencies or default_frequencies()
    numbered = Leaves(known)
    rows = compiled([query], [""], numbered)
    anchor = rows.anchors.values.tolist()
    candidates = min(sum(numbered.shares[leaf] for leaf in anchor), 1.0) if anchor else 1.0
    us_per_post = candidates * (CHECK_US if rows.checks else CANDIDATE_US)
    expensive: list[ExpensivePart] = []
    if us_per_post > DEAR_US or candidates > MANY:
        expensive = list(_expensive(query, _keys(anchor, numbered), known))
    hits = min(expected_share(query.node, known), candidates)  # it counts “kaffe OR kaffe” twice
    return Cost(hits, candidates, us_per_post, tuple(expensive))


def us_per_post(costs: Iterable[Cost]) -> float:
    """What several queries cost together for every post, in microseconds, beside cutting it into words."""
    return sum(each.us_per_post for each in costs)


def _keys(anchor: list[int], numbered: Leaves) -> set[object]:
    """The leaves of the anchor, as ``Leaves`` keys them; the members of unions instead of these."""
    found: set[object] = set()
    for leaf in anchor:
        key = numbered.keys[leaf]
        found |= {numbered.keys[member] for member in key} if isinstance(key, tuple) else {key}
    return found


def _expensive(query: Query, anchor: set[object], known: Frequencies) -> Iterator[ExpensivePart]:
    """What of the anchor is in very many posts; the whole query, when there is no anchor."""
    if not anchor:
        yield _part("everything", query.text, 0, len(query.text))
        return
    seen: set[object] = set()
    for leaf, is_wanted in leaves(query.node):
        key = as_written(leaf) if isinstance(leaf, ATOMS) else leaf
        if not is_wanted or key not in anchor or key in seen:
            continue
        seen.add(key)
        if expected_share(leaf, known) > MANY:
            written = query.text[leaf.position : leaf.position + leaf.length]
            yield _part(_reason(leaf), written, leaf.position, leaf.length)


def _reason(leaf: Leaf) -> str:
    match leaf:
        case Word(is_prefix=True) | Hashtag(is_prefix=True):
            return "common-beginning"
        case Field() | Has():
            return "common-field"
        case _:
            return "common-part"


def _part(code: str, written: str, position: int, length: int) -> ExpensivePart:
    return ExpensivePart(code, {"part": written}, position, length)
