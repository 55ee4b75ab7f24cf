"""Hashes of any stretch of a text (or of a sequence of words), from one pass over it.

With ``h`` the number of a member and ``B`` an odd base, ``sums[i] = h₀ + h₁B + … + hᵢ₋₁Bⁱ⁻¹`` (mod 2⁶⁴).
The hash of the stretch from ``a`` to ``b`` is ``(sums[b] - sums[a]) / Bᵃ``: the same wherever it stands. So
the hash of every word, and of every beginning of every word, costs one subtraction and one multiplication.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .tables import Hashes, Indexes, hashes_of

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)


class Stretches:
    """The hashes of all stretches of a sequence, given a number for each of its members."""

    def __init__(self, numbers: Hashes) -> None:
        size = _size(len(numbers))
        self._sums = np.zeros(len(numbers) + 1, dtype=np.uint64)
        np.cumsum(numbers * _powers(_BASE, size)[: len(numbers)], out=self._sums[1:])
        self._inverses = _powers(_INVERSE, size)

    def hashes(self, starts: Indexes, ends: Indexes) -> Hashes:
        """The hash of every stretch from a start up to its end; equal stretches have equal hashes."""
        return (self._sums.take(ends) - self._sums.take(starts)) * self._inverses.take(starts)


def hashes_of_strings(texts: Sequence[str]) -> Hashes:
    """The hash of each text, equal to that of the same characters inside any other text."""
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return hashes_of_rows(hashes_of(codes), [len(text) for text in texts])


def hashes_of_rows(numbers: Hashes, lengths: Sequence[int]) -> Hashes:
    """``numbers`` cut into rows of these lengths: the hash of each row."""
    ends = np.cumsum(np.array(lengths, dtype=np.intp))
    return Stretches(numbers).hashes(ends - np.array(lengths, dtype=np.intp), ends)


def _size(length: int) -> int:
    return int(max(1 << 16, 1 << length.bit_length()))


@lru_cache(8)
def _powers(base: int, size: int) -> Hashes:
    """1, ``base``, ``base``², … modulo 2⁶⁴."""
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
