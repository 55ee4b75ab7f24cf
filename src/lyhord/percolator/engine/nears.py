"""NEAR: a term of one side at most so many words from a term of the other."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lyhord.percolator.tree import Near, Phrase

from .arrays import Flags, Indexes, are_among, true_at
from .atoms import NOTHING, Found
from .leaves import Leaves, Union
from .ragged import Ragged
from .tokens import GAP, Tokens


class _Half(NamedTuple):
    """One direction of a NEAR: from every term of ``anchors`` look for ``others``, forward or back."""

    number: int
    anchors: Union
    others: Union
    distance: int
    is_forward: bool


class _Occurrences(NamedTuple):
    """Where terms are: the number of each, its first and last place, and the word it begins at."""

    leaves: Indexes
    firsts: Indexes
    lasts: Indexes
    words: Indexes

    def taken(self, at: Indexes) -> "_Occurrences":
        return _Occurrences(self.leaves[at], self.firsts[at], self.lasts[at], self.words[at])


class Nears:
    """Finds NEAR leaves, each from its rarer side, in both directions unless it is ordered."""

    def __init__(self, leaves: Leaves) -> None:
        halves = [half for number in range(len(leaves)) for half in _halves(leaves, number)]
        self._numbers = np.array([half.number for half in halves], dtype=np.intp)
        self._distances = np.array([half.distance for half in halves], dtype=np.intp)
        self._is_forward = np.array([half.is_forward for half in halves], dtype=np.bool_)
        self._others = Ragged.of([half.others for half in halves])
        self._by_anchor = Ragged.of([half.anchors for half in halves]).turned(len(leaves))
        self._sides = _sides(halves, leaves)
        self._lengths = np.ones(len(leaves), dtype=np.intp)
        for number, key in enumerate(leaves.keys):
            if isinstance(key, Phrase):
                self._lengths[number] = len(key.parts)
        self._is_anchor = np.diff(self._by_anchor.starts) > 0
        self._is_in_side = np.diff(self._sides.starts) > 0

    def find(self, terms: Found, tokens: Tokens) -> Found:
        """Every NEAR that is true of some of ``terms``, at the word its anchor begins with."""
        if len(self._numbers) == 0:
            return NOTHING
        there = self._occurrences(terms, tokens, self._is_anchor)
        which, halves = self._by_anchor.spread(there.leaves)
        if len(which) == 0:
            return NOTHING
        candidates, others = self._others.spread(halves)
        anchors, halves = there.taken(which[candidates]), halves[candidates]
        there = self._occurrences(terms, tokens, are_among(others, len(self._lengths)))
        if len(there.leaves) == 0:
            return NOTHING
        is_near = self._are_near(there, anchors, halves, others)
        return Found(self._numbers[halves[is_near]], anchors.words[is_near])

    def _are_near(
        self, there: _Occurrences, anchors: _Occurrences, halves: Indexes, others: Indexes
    ) -> Flags:
        """For each of ``anchors``, on its half, whether ``others`` is within reach."""
        reach, is_forward = self._distances[halves], self._is_forward[halves]
        is_near = np.zeros(len(halves), dtype=np.bool_)
        on, back = true_at(is_forward), true_at(~is_forward)
        low, high = anchors.lasts[on] + 1, anchors.lasts[on] + reach[on]
        is_near[on] = _any_between(there.leaves, there.firsts, others[on], low, high)
        low, high = anchors.firsts[back] - reach[back], anchors.firsts[back] - 1
        is_near[back] = _any_between(there.leaves, there.lasts, others[back], low, high)
        return is_near

    def _occurrences(self, terms: Found, tokens: Tokens, are_wanted: Flags) -> _Occurrences:
        """Where the terms are that ``are_wanted``, and perhaps some more."""
        at = true_at((are_wanted | self._is_in_side).take(terms.leaves))
        leaves, words = terms.leaves[at], terms.words[at]
        firsts = tokens.places(words)
        found = _Occurrences(leaves, firsts, firsts + self._lengths[leaves] - 1, words)
        if len(self._sides.values) == 0:
            return found
        at, unions = self._sides.spread(found.leaves)
        members = found.taken(at)
        more = _Occurrences(unions, members.firsts, members.lasts, members.words)
        return _Occurrences(*(np.concatenate(pair) for pair in zip(found, more, strict=True)))


def _halves(leaves: Leaves, number: int) -> Iterator[_Half]:
    near = leaves.keys[number]
    if not isinstance(near, Near):
        return
    left, right = leaves.parts[number]
    is_left_rarer = _share(leaves, left) <= _share(leaves, right)
    anchors, others = (left, right) if is_left_rarer else (right, left)
    yield _Half(number, anchors, others, near.distance, is_left_rarer)
    if not near.is_ordered:
        yield _Half(number, anchors, others, near.distance, not is_left_rarer)


def _share(leaves: Leaves, side: Union) -> float:
    return sum(leaves.shares[term] for term in side)


def _sides(halves: list[_Half], leaves: Leaves) -> Ragged:
    """For every term the unions it is in that are one side of a NEAR."""
    terms = {term for half in halves for term in half.anchors + half.others}
    unions = sorted(term for term in terms if isinstance(leaves.keys[term], tuple))
    rows = Ragged.of([leaves.parts[union][0] for union in unions]).turned(len(leaves))
    return rows.with_values(np.array(unions, dtype=np.int32)[rows.values])


def _any_between(leaves: Indexes, places: Indexes, wanted: Indexes, low: Indexes, high: Indexes) -> Flags:
    """For each of ``wanted`` whether it is among ``leaves`` at a place from ``low`` to ``high``."""
    span = int(places.max()) + 2 * GAP
    keys = np.sort(leaves * span + places)
    wanted = wanted * span
    at = keys.searchsorted(wanted + low).clip(max=len(keys) - 1)
    found: Flags = keys.take(at) <= wanted + high
    return found & (keys.take(at) >= wanted + low)
