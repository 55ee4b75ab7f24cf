"""An immutable set of compiled queries, and the pairs of post and query it finds."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lyhord.percolator.tree import Phrase, Title

from .arrays import Values, are_among, distinct, distinct_pairs, true_at
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
from .trials import Pairs, Trials
from .truth import Truth


class Matches(NamedTuple):
    """Posts and queries, by their places; in half the room of ``Pairs``, for there may be millions."""

    posts: Values
    queries: Values


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
        self._trials = Trials(rows, len(leaves))
        self._is_grouped = np.diff(rows.groups.starts) > 0
        self._is_literal = are_among(rows.singles.values >> 1, len(leaves))
        self._is_literal |= are_among(rows.groups.values >> 2, len(leaves))
        self._anchor_fields, self._other_fields = self._fields()

    def _fields(self) -> tuple[Fields, Fields]:
        """Fields that lead to queries, of all posts; and others, of posts that some query may match."""
        in_union = np.diff(self._unions.starts) > 0
        first = set(true_at(self._trials.is_anchor | in_union).tolist())
        leaves = list(enumerate(self.leaves.keys))
        return (
            Fields([(number, key) for number, key in leaves if number in first]),
            Fields([(number, key) for number, key in leaves if number not in first]),
        )

    def find(self, batch: Batch, tokens: Tokens) -> Matches:
        """The pairs that match as far as arrays can tell, each once, posts ascending."""
        marked = self._marked(batch, tokens)
        anchors = self._trials.anchors(marked, posts=len(batch.posts))
        marked = joined_marked([marked, self._other_fields.find(batch, self._looked_at(anchors, batch))])
        literals = true_at(self._is_literal.take(marked.leaves))
        marked = Marked(marked.posts.take(literals), marked.leaves.take(literals))
        truth = Truth(marked, posts=len(batch.posts), leaves=self._leaf_count)
        found = [np.empty((2, 0), dtype=np.int32)]
        for pairs in self._trials.passing(anchors, truth):
            each_once = distinct_pairs(*self._passing_groups(pairs, truth))
            found.append(np.stack(each_once).astype(np.int32))
        return Matches(*np.concatenate(found, axis=1))

    def candidates(self, batch: Batch, tokens: Tokens) -> int:
        """How many pairs ``find`` looks at."""
        marked = self._marked(batch, tokens)
        return self._trials.count(self._trials.anchors(marked, posts=len(batch.posts)))

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
        return range(len(batch.posts)) if self._trials.are_for_all else distinct(anchors.posts).tolist()

    def _in_titles(self, terms: Found, tokens: Tokens) -> Found:
        if len(self._titles.values) == 0:
            return NOTHING
        at = true_at(tokens.are_in_titles(terms.words))
        which, titles = self._titles.spread(terms.leaves[at])
        return Found(titles, terms.words[at][which])

    def _passing_groups(self, pairs: Pairs, truth: Truth) -> Pairs:
        """The pairs of which one literal in every group is true."""
        grouped = true_at(self._is_grouped.take(pairs.queries))
        if len(grouped) == 0:
            return pairs
        which, values = self.rows.groups.spread(pairs.queries.take(grouped))
        begins = true_at((values & 1) != 0)
        is_true = np.logical_or.reduceat(truth.of(pairs.posts.take(grouped).take(which), values >> 1), begins)
        keep = np.ones(len(pairs.posts), dtype=np.bool_)
        keep[grouped.take(which.take(begins[~is_true]))] = False
        at = true_at(keep)
        return Pairs(pairs.posts.take(at), pairs.queries.take(at))


def _members(leaves: Leaves, kind: type) -> Ragged:
    """For every leaf the leaves of this kind that it is a part of."""
    numbers = [number for number, key in enumerate(leaves.keys) if isinstance(key, kind)]
    rows = Ragged.of([leaves.parts[number][0] for number in numbers]).turned(len(leaves))
    return rows.with_values(np.array(numbers, dtype=np.int32)[rows.values])
