"""Which leaves are true of which posts of a batch."""

import numpy as np

from .arrays import Flags, Indexes, Values, true_at
from .fields import Marked


class Truth:
    """A table of posts and the leaves that are true of any of them; leaf number ``leaves`` never is."""

    def __init__(self, marked: Marked, *, posts: int, leaves: int) -> None:
        columns = np.zeros(leaves + 1, dtype=np.int32)  # 0: true of no post
        columns[marked.leaves] = 1
        occurring = true_at(columns != 0)
        columns[occurring] = np.arange(1, len(occurring) + 1, dtype=np.int32)
        self._columns, self._width = columns, len(occurring) + 1
        self._table = np.zeros(posts * self._width, dtype=np.bool_)
        self._table[marked.posts * self._width + columns.take(marked.leaves)] = True

    def of(self, posts: Indexes, literals: Indexes | Values) -> Flags:
        """Whether each literal is true of the post beside it."""
        places = posts * self._width
        places += self._columns.take(literals >> 1)
        found: Flags = self._table.take(places)
        found ^= (literals & 1).astype(np.bool_)
        return found
