"""Compiled queries that can be switched off one by one, and joined with others."""

from collections.abc import Mapping, Sequence

import numpy as np

from lyhord.percolator.document import document
from lyhord.percolator.frequency import Frequencies
from lyhord.percolator.query import Query
from lyhord.percolator.reference import is_true
from lyhord.percolator.tree import Node
from lyhord.percolator.words import quick_tokens

from .arrays import Flags, true_at
from .batch import Batch
from .index import Index
from .leaves import Leaves
from .rows import Rows, compiled, joined_rows
from .tokens import Tokens
from .trials import Pairs


class Segment:
    """``names[i]`` is the id of query ``i``; it is found as long as ``is_live[i]``."""

    def __init__(self, rows: Rows, leaves: Leaves) -> None:
        self.names = rows.names
        self.is_live: Flags = np.ones(len(rows), dtype=np.bool_)
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
    def joined(cls, parts: Sequence["Segment"], frequencies: Frequencies) -> "Segment":
        """What is live in ``parts``, as one."""
        leaves = Leaves(frequencies)
        rows = []
        for part in parts:
            numbers = leaves.adopt(part._leaves)
            rows.append(part._rows.selected(true_at(part.is_live)).renumbered(numbers))
        return cls(joined_rows(rows), leaves)

    def candidates(self, batch: Batch, tokens: Tokens) -> int:
        """How many pairs ``find`` looks at."""
        return self._index.candidates(batch, tokens)

    def find(self, batch: Batch, tokens: Tokens) -> Pairs:
        """Every live query with each post it matches."""
        posts, queries = self._index.find(batch, tokens)
        live = self.is_live[queries]
        posts, queries = posts[live], queries[live]
        keep = np.ones(len(posts), dtype=np.bool_)
        unsure = true_at(self._is_checked[queries])
        nodes = [self._rows.checks[query] for query in queries[unsure].tolist()]
        keep[unsure] = _checked(batch, posts[unsure].tolist(), nodes)
        return Pairs(posts[keep], queries[keep])


def _checked(batch: Batch, posts: list[int], nodes: list[Node]) -> list[bool]:
    """Whether each node is true of the post beside it, asked of the reference; posts are ascending."""
    found: list[bool] = []
    last = -1
    for post, node in zip(posts, nodes, strict=True):
        if post != last:
            doc, last = document(batch.posts[post], cut=quick_tokens), post
        found.append(is_true(node, doc))
    return found
