"""The words, hashtags and handles of a batch, as arrays."""

import re
from dataclasses import dataclass

import numpy as np

from lyhord.percolator.words import MAX_DISTANCE, TAG_PATTERN

from .arrays import Flags, Hashes, Indexes, true_at
from .batch import Batch
from .boundaries import words
from .hashing import CHARACTERS, Begun, Stretches

GAP = MAX_DISTANCE + 1  # words before each piece, so that no NEAR reaches across
_TAG = re.compile(TAG_PATTERN.encode())


@dataclass(slots=True)
class Marks:
    """Hashtags or handles: the word each begins with, how many it covers, and where its characters are."""

    words: Indexes
    lengths: Indexes
    starts: Indexes
    ends: Indexes


@dataclass(slots=True)
class Tokens:
    """The words of a batch in order, with its hashtags and handles.

    ``characters``: all stretches of characters. One entry per word: ``words``, ``ends``: its characters;
    ``lengths``: how many they are; ``hashes``: its hash; ``pieces``: the piece of the batch it is in.
    """

    batch: Batch
    characters: Stretches
    words: Begun
    ends: Indexes
    lengths: Indexes
    hashes: Hashes
    pieces: Indexes
    hashtags: Marks
    handles: Marks

    def posts(self, words: Indexes) -> Indexes:
        """The post of each of ``words``."""
        return self.batch.owners.take(self.pieces.take(words))

    def are_in_titles(self, words: Indexes) -> Flags:
        """Which of ``words`` stand in a title."""
        return self.batch.is_title.take(self.pieces.take(words))

    def places(self, words: Indexes) -> Indexes:
        """The number of each word, counted through with a gap between pieces."""
        return words + (self.pieces.take(words) + 1) * GAP


def tokenise(batch: Batch) -> Tokens:
    """Cut a batch into words."""
    starts, ends = words(batch)
    counts = np.diff(starts.searchsorted(batch.pieces), append=len(starts))
    names = batch.handle_starts
    first = starts.searchsorted(names)
    characters = Stretches(batch.numbers, CHARACTERS)
    begun = characters.begun(starts)
    return Tokens(
        batch,
        characters,
        words=begun,
        ends=ends,
        lengths=ends - starts,
        hashes=begun.up_to(ends),
        pieces=np.repeat(np.arange(len(batch.pieces)), counts),
        hashtags=_hashtags(batch, starts, ends),
        handles=Marks(first, np.ones_like(first), names, np.maximum(ends[first], batch.handle_ends)),
    )


def _hashtags(batch: Batch, starts: Indexes, ends: Indexes) -> Marks:
    signs = batch.rare[batch.kinds[batch.rare] == ord("#")]
    first = starts.searchsorted(signs + 1)
    first = first[starts.take(first, mode="clip") == signs + 1] if len(starts) else first[:0]
    begin, stops = starts[first], ends[first]
    lengths = np.ones_like(first)
    has_han = (batch.kinds[begin] == ord("c")) | (batch.kinds[stops] == ord("c"))
    for which in true_at(has_han).tolist():
        found = _TAG.match(batch.kinds.data, begin[which])
        stops[which] = found.end() if found else stops[which]
        lengths[which] = starts.searchsorted(stops[which]) - first[which]
    return Marks(first, lengths, begin, stops)
