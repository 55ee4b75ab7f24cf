"""From what is found in posts to the queries that may match them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .arrays import Flags, Indexes, distinct_pairs, true_at
from .fields import Marked
from .fields import joined as joined_marked
from .ragged import Ragged, joined
from .rows import MOST_SINGLES, Rows
from .truth import Truth

_AT_ONCE = 1 << 18  # pairs that are looked at together, which bounds the memory


class Pairs(NamedTuple):
    """Posts and queries, by their places."""

    posts: Indexes
    queries: Indexes


class Trials:
    """For every anchor the queries it leads to, each a trial.

    Beside each query stand the two literals that most often decide against it, so that most trials end
    without a look at the query itself. Queries without an anchor stand at one more leaf, true of every post.
    """

    def __init__(self, rows: Rows, leaves: int) -> None:
        unanchored = true_at(np.diff(rows.anchors.starts) == 0).astype(np.int32)
        self._by_anchor = joined([rows.anchors.turned(leaves), Ragged([len(unanchored)], unanchored)])
        self._queries = self._by_anchor.values
        always = 2 * leaves + 1  # the opposite of a leaf that is never true
        self._literals = [rows.singles.column(at, always).take(self._queries) for at in range(MOST_SINGLES)]
        self.is_anchor: Flags = np.diff(self._by_anchor.starts)[:leaves] > 0
        self._of_all = leaves
        self.are_for_all = len(unanchored) > 0

    def anchors(self, marked: Marked, *, posts: int) -> Marked:
        """Those of ``marked`` that lead to queries, and what is true of all ``posts``; ascending."""
        at = true_at(self.is_anchor.take(marked.leaves))
        found = Marked(marked.posts.take(at), marked.leaves.take(at))
        if self.are_for_all:
            for_all = Marked(np.arange(posts), np.full(posts, self._of_all, dtype=np.intp))
            found = joined_marked([found, for_all])
        return Marked(*distinct_pairs(found.posts, found.leaves))

    def count(self, anchors: Marked) -> int:
        """How many candidates there are."""
        return int(self._by_anchor.lengths(anchors.leaves).sum())

    def passing(self, anchors: Marked, truth: Truth) -> Iterator[Pairs]:
        """The candidates that pass their trial, not too many at once; a pair may come twice.

        The posts of each yield lie behind those of the yield before.
        """
        for start, end in _slices(anchors.posts, self._by_anchor.lengths(anchors.leaves).cumsum()):
            which, places = self._by_anchor.places(anchors.leaves[start:end])
            posts = anchors.posts[start:end].take(which)
            for literals in self._literals:
                at = true_at(truth.of(posts, literals.take(places)))
                posts, places = posts.take(at), places.take(at)
            yield Pairs(posts, self._queries.take(places).astype(np.intp))


def _slices(posts: Indexes, ends: Indexes) -> Iterator[tuple[int, int]]:
    """Slices of whole posts; the first ``i`` anchors weigh ``ends[i - 1]``, a slice about ``_AT_ONCE``."""
    start, before = 0, 0
    while start < len(ends):
        end = int(ends.searchsorted(before + _AT_ONCE, side="right"))
        if end < len(ends):
            end = int(posts.searchsorted(posts[max(end, start)]))
        if end <= start:
            end = int(posts.searchsorted(posts[start], side="right"))
        yield start, end
        start, before = end, int(ends[end - 1])
