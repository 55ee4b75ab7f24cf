"""Lists of different lengths in two arrays."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from .arrays import Indexes, Values, spread, spread_ranges


class Ragged:
    """``n`` rows of numbers; row ``i`` is ``values[starts[i] : starts[i + 1]]``."""

    def __init__(self, lengths: npt.ArrayLike, values: Values) -> None:
        counts = np.asarray(lengths, dtype=np.intp)
        self.starts = np.zeros(len(counts) + 1, dtype=np.intp)
        np.cumsum(counts, out=self.starts[1:])
        self.values = values

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """The rows as they are."""
        lengths = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows))
        return cls(lengths, np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(lengths.sum())))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def lengths(self, rows: Indexes) -> Indexes:
        """How long each of ``rows`` is."""
        return self.starts.take(rows + 1) - self.starts.take(rows)

    def spread(self, rows: Indexes) -> tuple[Indexes, Indexes]:
        """All values of ``rows``; before them for each the place of its row in ``rows``."""
        which, places = self.places(rows)
        return which, self.values.take(places).astype(np.intp)

    def places(self, rows: Indexes) -> tuple[Indexes, Indexes]:
        """As ``spread``, with the place of every value instead of the value."""
        starts = self.starts.take(rows)
        return spread(starts, self.starts.take(rows + 1) - starts)

    def column(self, at: int, default: int) -> Values:
        """The value ``at`` this place of every row; ``default`` where a row is shorter."""
        found = np.full(len(self), default, dtype=np.int32)
        is_there = np.diff(self.starts) > at
        found[is_there] = self.values[self.starts[:-1][is_there] + at]
        return found

    def turned(self, size: int) -> "Ragged":
        """For every number below ``size`` the rows it is in, ascending."""
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        order = np.argsort(self.values, kind="stable")
        return Ragged(np.bincount(self.values, minlength=size), rows[order])

    def with_values(self, values: Values) -> "Ragged":
        """Rows of the same lengths with other values."""
        return Ragged(np.diff(self.starts), values)

    def selected(self, rows: Indexes) -> "Ragged":
        """Only ``rows``."""
        lengths = self.lengths(rows)
        return Ragged(lengths, self.values[spread_ranges(self.starts[rows], lengths)])


def joined(parts: Sequence[Ragged]) -> Ragged:
    """The rows of all ``parts``, one after the other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    return Ragged(lengths, np.concatenate([part.values for part in parts]))
