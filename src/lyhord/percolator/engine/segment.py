"""Compiled queries that can be joined with others."""

from collections.abc import Mapping, Sequence

import numpy as np

from lyhord.percolator.document import document
from lyhord.percolator.frequency import Frequencies
from lyhord.percolator.query import Query
from lyhord.percolator.reference import is_true
from lyhord.percolator.tree import Node
from lyhord.percolator.words import quick_tokens

from .arrays import Flags, Indexes, true_at
from .batch import Batch
from .index import Index, Matches
from .leaves import Leaves
from .rows import Rows, compiled, joined_rows
from .tokens import Tokens


class Segment:
    """Compiled queries; never changes. ``names[i]`` is the id of query ``i``."""

    def __init__(self, rows: Rows, leaves: Leaves) -> None:
        self.names = rows.names
        self.rows_by_name = {name: row for row, name in enumerate(rows.names)}
        self._rows, self._leaves = rows, leaves
        self._index = Index(rows, leaves)
        self._is_checked = np.zeros(len(rows), dtype=np.bool_)
        self._is_checked[list(rows.checks)] = True

    def __len__(self) -> int:
        return len(self.names)

    @classmethod
    def of(cls, queries: Mapping[str, Query], frequencies: Frequencies) -> "Segment":
        """Compile ``queries``."""
        leaves = Leaves(frequencies)
        return cls(compiled(queries.values(), list(queries), leaves), leaves)

    @classmethod
    def joined(cls, parts: Sequence[tuple["Segment", Indexes]], frequencies: Frequencies) -> "Segment":
        """The queries with these numbers of some segments, as one."""
        leaves = Leaves(frequencies)
        rows = []
        for part, kept in parts:
            numbers = leaves.adopt(part._leaves)
            rows.append(part._rows.selected(kept).renumbered(numbers))
        return cls(joined_rows(rows), leaves)

    def candidates(self, batch: Batch, tokens: Tokens) -> int:
        """How many pairs ``find`` looks at."""
        return self._index.candidates(batch, tokens)

    def find(self, batch: Batch, tokens: Tokens, is_live: Flags) -> Matches:
        """Every live query with each post it matches; posts ascending."""
        posts, queries = self._index.find(batch, tokens)
        if not is_live.all():
            live = true_at(is_live.take(queries))
            posts, queries = posts.take(live), queries.take(live)
        unsure = true_at(self._is_checked.take(queries))
        if len(unsure) == 0:
            return Matches(posts, queries)
        nodes = [self._rows.checks[query] for query in queries[unsure].tolist()]
        keep = np.ones(len(posts), dtype=np.bool_)
        keep[unsure] = _checked(batch, posts[unsure].tolist(), nodes)
        return Matches(posts[keep], queries[keep])


def _checked(batch: Batch, posts: list[int], nodes: list[Node]) -> list[bool]:
    """Whether each node is true of the post beside it, asked of the reference; posts are ascending."""
    found: list[bool] = []
    last = -1
    for post, node in zip(posts, nodes, strict=True):
        if post != last:
            doc, last = document(batch.posts[post], cut=quick_tokens), post
        found.append(is_true(node, doc))
    return found
