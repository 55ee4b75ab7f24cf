"""Which leaves are true of which posts of a batch."""

import numpy as np

from .fields import Marked
from .tables import Flags, Indexes


class Truth:
    """A table of posts and the leaves that are true of any of them."""

    def __init__(self, marked: Marked, *, posts: int, leaves: int) -> None:
        occurring = np.unique(marked.leaves)
        self._width = len(occurring) + 1
        self._columns = np.zeros(leaves, dtype=np.intp)  # 0: true of no post
        self._columns[occurring] = np.arange(1, self._width)
        self._table = np.zeros(posts * self._width, dtype=np.bool_)
        self._table[marked.posts * self._width + self._columns[marked.leaves]] = True

    def of(self, posts: Indexes, literals: Indexes) -> Flags:
        """Whether each literal is true of the post beside it."""
        is_true = self._table.take(posts * self._width + self._columns.take(literals >> 1))
        found: Flags = is_true ^ (literals & 1).astype(np.bool_)
        return found
