"""The words, hashtags and handles of a batch, as arrays."""

import re
from dataclasses import dataclass

import numpy as np

from lyhord.percolator.words import HANDLE_PATTERN, MAX_DISTANCE, TAG_PATTERN

from .batch import Batch
from .boundaries import words
from .hashing import Stretches
from .tables import Flags, Indexes, hashes_of

GAP = MAX_DISTANCE + 1  # words before each piece, so that no NEAR reaches across
_HANDLE = re.compile(HANDLE_PATTERN.encode())
_TAG = re.compile(TAG_PATTERN.encode())


@dataclass(slots=True)
class Marks:
    """Words, hashtags or handles: the first and the last word each covers, and where its characters are."""

    first: Indexes
    last: Indexes
    starts: Indexes
    ends: Indexes

    def selected(self, at: Indexes) -> "Marks":
        """Only those ``at`` these places."""
        return Marks(self.first[at], self.last[at], self.starts[at], self.ends[at])

    def longer_than(self, length: int) -> "Marks":
        """Only those with more than ``length`` characters."""
        return self.selected(np.flatnonzero(self.ends - self.starts > length))


@dataclass(slots=True)
class Tokens:
    """The words of a batch in order, with its hashtags and handles.

    One entry per word: ``places`` counts the words through, with a gap between pieces; ``posts`` is its post;
    ``is_title`` says whether it stands in a title. ``characters``: the
    hashes of all stretches of characters.
    """

    characters: Stretches
    places: Indexes
    posts: Indexes
    is_title: Flags
    words: Marks
    hashtags: Marks
    handles: Marks


def tokenise(batch: Batch) -> Tokens:
    """Cut a batch into words."""
    starts, ends = words(batch)
    kinds = batch.kinds.tobytes()
    starts, ends, handles = _handles(batch, kinds, starts, ends)
    counts = np.diff(starts.searchsorted(np.append(batch.pieces, len(batch.codes))))
    pieces = np.repeat(np.arange(len(batch.pieces)), counts)
    numbers = np.arange(len(starts))
    return Tokens(
        characters=Stretches(hashes_of(batch.codes)),
        places=numbers + (pieces + 1) * GAP,
        posts=batch.owners[pieces],
        is_title=batch.is_title[pieces],
        words=Marks(numbers, numbers, starts, ends),
        hashtags=_hashtags(batch, kinds, starts, ends),
        handles=handles,
    )


def _handles(batch: Batch, kinds: bytes, starts: Indexes, ends: Indexes) -> tuple[Indexes, Indexes, Marks]:
    """The handles, and the words without those that stand inside a handle behind its first part."""
    ats = batch.rare[batch.kinds[batch.rare] == ord("@")]
    named = np.isin(batch.kinds[ats + 1], list(b"wm")) & ~np.isin(batch.kinds[ats - 1], list(b"wm"))
    ats = ats[named]
    first = starts.searchsorted(ats + 1)
    stops = ends[first]
    goes_on = np.flatnonzero(np.isin(batch.kinds[stops], list(b".@")))
    for which in goes_on.tolist():
        found = _HANDLE.match(kinds, ats[which])
        stops[which] = found.end() if found else stops[which]
    longer = goes_on[stops[goes_on] > ends[first[goes_on]]]
    if longer.size == 0:
        return starts, ends, Marks(first, first, ats + 1, stops)
    keep = np.ones(len(starts), dtype=np.bool_)
    for word, stop in zip(first[longer].tolist(), stops[longer].tolist(), strict=True):
        keep[word + 1 : starts.searchsorted(stop)] = False
    first = (np.cumsum(keep) - 1)[first]
    return starts[keep], ends[keep], Marks(first, first, ats + 1, stops)


def _hashtags(batch: Batch, kinds: bytes, starts: Indexes, ends: Indexes) -> Marks:
    signs = batch.rare[batch.kinds[batch.rare] == ord("#")]
    first = starts.searchsorted(signs + 1)
    first = first[starts.take(first, mode="clip") == signs + 1] if len(starts) else first[:0]
    begin, stops = starts[first], ends[first]
    last = first.copy()
    has_han = (batch.kinds[begin] == ord("c")) | (batch.kinds[stops] == ord("c"))
    for which in np.flatnonzero(has_han).tolist():
        found = _TAG.match(kinds, begin[which])
        stops[which] = found.end() if found else stops[which]
        last[which] = starts.searchsorted(stops[which]) - 1
    return Marks(first, last, begin, stops)
