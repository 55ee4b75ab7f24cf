"""Which leaves are true of which posts of a batch."""

import numpy as np

from .arrays import Flags, Indexes, true_at
from .fields import Marked


class Truth:
    """A table of posts and the leaves that are true of any of them."""

    def __init__(self, marked: Marked, *, posts: int, leaves: int) -> None:
        columns = np.zeros(leaves, dtype=np.intp)  # 0: true of no post
        columns[marked.leaves] = 1
        occurring = true_at(columns != 0)
        columns[occurring] = np.arange(1, len(occurring) + 1)
        self._columns, self._width = columns, len(occurring) + 1
        self._table = np.zeros(posts * self._width, dtype=np.bool_)
        self._table[marked.posts * self._width + columns.take(marked.leaves)] = True

    def of(self, posts: Indexes, literals: Indexes) -> Flags:
        """Whether each literal is true of the post beside it."""
        is_true = self._table.take(posts * self._width + self._columns.take(literals >> 1))
        found: Flags = is_true ^ (literals & 1).astype(np.bool_)
        return found
