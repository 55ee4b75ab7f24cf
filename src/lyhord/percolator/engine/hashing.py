"""Hashes of any stretch of a text (or of a sequence of words), from one pass over it.

With ``h`` the number of a member and ``B`` an odd base, ``sums[i] = h₀ + h₁B + … + hᵢ₋₁Bⁱ⁻¹`` (mod 2⁶⁴).
The hash of the stretch from ``a`` to ``b`` is ``(sums[b] - sums[a]) / Bᵃ``: the same wherever it stands. So
the hash of every word, and of every beginning of every word, costs one subtraction and one multiplication.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .arrays import Hashes, Indexes
from .tables import codes_of, numbers_of

CHARACTERS, WORDS = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93  # bases; were they one, “a b” would be “ab”


class Stretches:
    """The hashes of all stretches of a sequence of characters or words, given a number for each."""

    def __init__(self, numbers: Hashes, base: int) -> None:
        size = _size(len(numbers))
        self.sums = np.empty(len(numbers) + 1, dtype=np.uint64)
        self.sums[0] = 0
        sums = self.sums[1:]
        np.multiply(numbers, _powers(base, size)[: len(numbers)], out=sums)
        np.cumsum(sums, out=sums)
        self.inverses = _powers(pow(base, -1, 2**64), size)

    def hashes(self, starts: Indexes, ends: Indexes) -> Hashes:
        """The hash of every stretch from a start up to its end; equal stretches have equal hashes."""
        return self.begun(starts).up_to(ends)

    def begun(self, starts: Indexes) -> "Begun":
        """The stretches that begin at ``starts``, wherever they end."""
        return Begun(self, starts, self.sums.take(starts), self.inverses.take(starts))


class Begun(NamedTuple):
    """Stretches with known beginnings, prepared for being hashed up to several ends."""

    stretches: Stretches
    starts: Indexes
    sums: Hashes
    inverses: Hashes

    def up_to(self, ends: Indexes) -> Hashes:
        """Their hashes when they end at ``ends``."""
        return (self.stretches.sums.take(ends) - self.sums) * self.inverses

    def first(self, length: int) -> Hashes:
        """The hashes of their first ``length`` members; all must be so long."""
        return self.up_to(self.starts + length)

    def selected(self, at: Indexes) -> "Begun":
        """Only those ``at`` these places."""
        return Begun(self.stretches, self.starts.take(at), self.sums.take(at), self.inverses.take(at))


def hashes_of_pairs(numbers: Hashes) -> Hashes:
    """The hash of each word with the one behind it, without a running sum."""
    return numbers[:-1] + numbers[1:] * np.uint64(WORDS)


def hashes_of_strings(texts: Sequence[str]) -> Hashes:
    """The hash of each text, equal to that of the same characters inside any other text."""
    joined = "".join(texts)
    return hashes_of_rows(numbers_of(codes_of(joined)), [len(text) for text in texts], CHARACTERS)


def hashes_of_rows(numbers: Hashes, lengths: Sequence[int], base: int) -> Hashes:
    """``numbers`` of characters or words cut into rows of these lengths: the hash of each row."""
    ends = np.cumsum(np.array(lengths, dtype=np.intp))
    return Stretches(numbers, base).hashes(ends - np.array(lengths, dtype=np.intp), ends)


def _size(length: int) -> int:
    return int(max(1 << 16, 1 << length.bit_length()))


@lru_cache(8)
def _powers(base: int, size: int) -> Hashes:
    """1, ``base``, ``base``², … modulo 2⁶⁴."""
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
