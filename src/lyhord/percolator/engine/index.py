"""An immutable set of compiled queries, and the pairs of post and query it finds."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lyhord.percolator.tree import Phrase, Title

from .arrays import NONE, Indexes, distinct, true_at
from .atoms import NOTHING, Atoms, Found
from .atoms import joined as joined_found
from .batch import Batch
from .fields import Fields, Marked
from .fields import joined as joined_marked
from .leaves import Leaves
from .nears import Nears
from .phrases import Phrases
from .ragged import Ragged
from .rows import Rows
from .tokens import Tokens
from .truth import Truth

_AT_ONCE = 1 << 18  # pairs that are looked at together, which bounds the memory


class Pairs(NamedTuple):
    """Posts and queries, by their places."""

    posts: Indexes
    queries: Indexes


class Index:
    """Finds the queries of ``rows``, whose leaves are ``leaves``."""

    def __init__(self, rows: Rows, leaves: Leaves) -> None:
        self.rows, self.leaves = rows, leaves
        self._leaf_count = len(leaves)
        atoms = [(key, number) for number, key in enumerate(leaves.keys) if isinstance(key, str)]
        self._atoms = Atoms([key for key, _ in atoms], [number for _, number in atoms])
        phrases = [number for number, key in enumerate(leaves.keys) if isinstance(key, Phrase)]
        words = [[word.text for word in key.parts] for key in leaves.keys if isinstance(key, Phrase)]
        self._phrases = Phrases(words, phrases)
        self._nears = Nears(leaves)
        self._titles = _members(leaves, Title)
        self._unions = _members(leaves, tuple)
        self._by_anchor = rows.anchors.turned(len(leaves))
        lengths = np.diff(rows.anchors.starts)
        self._always = true_at(lengths == 0)
        self._is_anchor = np.diff(self._by_anchor.starts) > 0
        self._anchor_fields, self._other_fields = self._fields()

    def _fields(self) -> tuple[Fields, Fields]:
        """Fields that lead to queries, of all posts; and others, of posts that some query may match."""
        in_union = np.diff(self._unions.starts) > 0
        first = set(true_at(self._is_anchor | in_union).tolist())
        leaves = list(enumerate(self.leaves.keys))
        return (
            Fields([(number, key) for number, key in leaves if number in first]),
            Fields([(number, key) for number, key in leaves if number not in first]),
        )

    def find(self, batch: Batch, tokens: Tokens) -> Pairs:
        """The pairs that match as far as arrays can tell, each once, posts ascending."""
        marked = self._marked(batch, tokens)
        anchors = self._anchors(marked)
        marked = joined_marked([marked, self._other_fields.find(batch, self._looked_at(anchors, batch))])
        truth = Truth(marked, posts=len(batch.posts), leaves=self._leaf_count)
        found = [self._passing(pairs, truth) for pairs in self._candidates(anchors, len(batch.posts))]
        posts = np.concatenate([NONE, *(pairs.posts for pairs in found)])
        queries = np.concatenate([NONE, *(pairs.queries for pairs in found)])
        return Pairs(*np.divmod(distinct(posts * len(self.rows) + queries), max(len(self.rows), 1)))

    def candidates(self, batch: Batch, tokens: Tokens) -> int:
        """How many pairs ``find`` looks at."""
        anchors = self._anchors(self._marked(batch, tokens))
        return int(self._by_anchor.lengths(anchors.leaves).sum()) + len(self._always) * len(batch.posts)

    def _anchors(self, marked: Marked) -> Marked:
        at = true_at(self._is_anchor.take(marked.leaves))
        return Marked(marked.posts.take(at), marked.leaves.take(at))

    def _marked(self, batch: Batch, tokens: Tokens) -> Marked:
        """All leaves that are true of some post, but those of ``_other_fields``."""
        terms = joined_found([self._atoms.find(tokens), self._phrases.find(tokens)])
        found = joined_found([terms, self._nears.find(terms, tokens), self._in_titles(terms, tokens)])
        marked = Marked(tokens.posts(found.words), found.leaves)
        marked = joined_marked([marked, self._anchor_fields.find(batch, range(len(batch.posts)))])
        if len(self._unions.values) == 0:
            return marked
        at, unions = self._unions.spread(marked.leaves)
        return joined_marked([marked, Marked(marked.posts[at], unions)])

    def _looked_at(self, anchors: Marked, batch: Batch) -> Sequence[int]:
        """The posts that some query may match."""
        return range(len(batch.posts)) if len(self._always) else distinct(anchors.posts).tolist()

    def _in_titles(self, terms: Found, tokens: Tokens) -> Found:
        if len(self._titles.values) == 0:
            return NOTHING
        at = true_at(tokens.are_in_titles(terms.words))
        which, titles = self._titles.spread(terms.leaves[at])
        return Found(titles, terms.words[at][which])

    def _candidates(self, anchors: Marked, posts: int) -> Iterator[Pairs]:
        """The pairs of which an anchor is true, not too many at once; a pair may come twice."""
        found, leaves = anchors
        for start, end in _slices(np.cumsum(self._by_anchor.lengths(leaves))):
            which, queries = self._by_anchor.spread(leaves[start:end])
            yield Pairs(found[start:end].take(which), queries)
        if len(self._always):
            at_once = max(_AT_ONCE // len(self._always), 1)
            for start in range(0, posts, at_once):
                some = np.arange(start, min(start + at_once, posts))
                yield Pairs(np.repeat(some, len(self._always)), np.tile(self._always, len(some)))

    def _passing(self, pairs: Pairs, truth: Truth) -> Pairs:
        return self._passing_groups(self._passing_singles(pairs, truth), truth)

    def _passing_singles(self, pairs: Pairs, truth: Truth) -> Pairs:
        """The pairs of which all single literals are true."""
        singles = self.rows.singles
        posts, queries = pairs
        at, lengths = singles.starts.take(queries), singles.lengths(queries)
        step = 0
        while (more := lengths > step).any():
            waiting = true_at(more)
            literals = singles.values.take(at[waiting] + step).astype(np.intp)
            keep = ~more
            keep[waiting[truth.of(posts[waiting], literals)]] = True
            posts, queries, at, lengths = posts[keep], queries[keep], at[keep], lengths[keep]
            step += 1
        return Pairs(posts, queries)

    def _passing_groups(self, pairs: Pairs, truth: Truth) -> Pairs:
        """The pairs of which one literal in every group is true."""
        which, values = self.rows.groups.spread(pairs.queries)
        if len(which) == 0:
            return pairs
        begins = true_at((values & 1) != 0)
        is_true = np.logical_or.reduceat(truth.of(pairs.posts[which], values >> 1), begins)
        keep = np.ones(len(pairs.posts), dtype=np.bool_)
        keep[which[begins[~is_true]]] = False
        return Pairs(pairs.posts[keep], pairs.queries[keep])


def _members(leaves: Leaves, kind: type) -> Ragged:
    """For every leaf the leaves of this kind that it is a part of."""
    numbers = [number for number, key in enumerate(leaves.keys) if isinstance(key, kind)]
    rows = Ragged.of([leaves.parts[number][0] for number in numbers]).turned(len(leaves))
    return rows.with_values(np.array(numbers, dtype=np.int32)[rows.values])


def _slices(ends: Indexes) -> Iterator[tuple[int, int]]:
    """Cuts things of which the first ``i`` weigh ``ends[i - 1]`` into slices of about ``_AT_ONCE``."""
    start, before = 0, 0
    while start < len(ends):
        end = max(int(ends.searchsorted(before + _AT_ONCE, side="right")), start + 1)
        yield start, end
        start, before = end, int(ends[end - 1])
