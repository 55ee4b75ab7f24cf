"""Which of many hashes are known, and as what number."""

import numpy as np

from .arrays import NONE, Hashes, Indexes, true_at

_ROOM = 8  # slots per key: seven of eight unknown hashes are dismissed by the first look
_LEAST_BITS = 12  # nearly all, where keys are few; 16 kB


class Lookup:
    """A hash table over distinct 64-bit ``keys``; key ``i`` is known as ``i``."""

    def __init__(self, keys: Hashes) -> None:
        bits = max(_LEAST_BITS, (len(keys) * _ROOM).bit_length())
        self._keys = keys
        self._shift = np.uint64(64 - bits)
        self._slots = np.full(1 << bits, -1, dtype=np.int32)
        self._fill()

    def _fill(self) -> None:
        """Give every key the first free slot behind its place; a later key of several moves on."""
        waiting = np.arange(len(self._keys), dtype=np.int32)
        slots = self._places(self._keys)
        while waiting.size:
            free = self._slots[slots] < 0
            self._slots[slots[free]] = waiting[free]
            is_out = self._slots[slots] != waiting
            waiting, slots = waiting[is_out], self._next(slots[is_out])

    def find(self, hashes: Hashes) -> tuple[Indexes, Indexes]:
        """For those of ``hashes`` that are known: where they stand, and as what they are known."""
        slots = self._places(hashes)
        known = self._slots.take(slots)
        at = true_at(known >= 0)
        hashes, slots, known = hashes.take(at), slots.take(at), known.take(at)
        found_at, found = [NONE], [NONE]
        while at.size:
            are_it = self._keys.take(known) == hashes
            hit, miss = true_at(are_it), true_at(~are_it)
            found_at.append(at.take(hit))
            found.append(known.take(hit).astype(np.intp))
            slots = self._next(slots.take(miss))
            known = self._slots.take(slots)
            more = true_at(known >= 0)
            miss, slots, known = miss.take(more), slots.take(more), known.take(more)
            at, hashes = at.take(miss), hashes.take(miss)
        return np.concatenate(found_at), np.concatenate(found)

    def _places(self, hashes: Hashes) -> Indexes:
        return (hashes >> self._shift).view(np.intp)

    def _next(self, slots: Indexes) -> Indexes:
        return (slots + 1) & (len(self._slots) - 1)
