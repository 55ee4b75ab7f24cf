"""Hashes of any stretch of a text, from one pass over it.

With ``h`` the number of a character and ``B`` an odd base, ``sums[i] = h₀ + h₁B + … + hᵢ₋₁Bⁱ⁻¹`` (mod 2⁶⁴).
The hash of the stretch from ``a`` to ``b`` is ``(sums[b] - sums[a]) / Bᵃ``: the same wherever it stands. So the
hash of every word, and of every beginning of every word, costs one subtraction and one multiplication.
"""

from functools import lru_cache

import numpy as np

from .tables import Codes, Hashes, Indexes, hashes_of

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)


class Stretches:
    """The hashes of all stretches of ``codes``."""

    def __init__(self, codes: Codes) -> None:
        terms = hashes_of(codes)
        terms *= _powers(_BASE, _size(len(codes)))[: len(codes)]
        self._sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(terms, out=self._sums[1:])
        self._inverses = _powers(_INVERSE, _size(len(codes)))

    def hashes(self, starts: Indexes, ends: Indexes) -> Hashes:
        """The hash of every stretch from a start up to its end."""
        return (self._sums.take(ends) - self._sums.take(starts)) * self._inverses.take(starts)


def hashes_of_strings(texts: list[str]) -> Hashes:
    """The hash of each text, equal to that of the same characters inside any other text."""
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.intp, count=len(texts)), dtype=np.intp)
    starts = np.concatenate([np.zeros(1, dtype=np.intp), ends[:-1]])
    return Stretches(codes).hashes(starts, ends)


def _size(length: int) -> int:
    return int(max(1 << 16, 1 << length.bit_length()))


@lru_cache(8)
def _powers(base: int, size: int) -> Hashes:
    """1, ``base``, ``base``², … modulo 2⁶⁴."""
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
