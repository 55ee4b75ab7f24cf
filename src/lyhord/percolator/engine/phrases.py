"""Phrases of whole words, found as words are: by the hash of the words in them."""

from collections.abc import Sequence

import numpy as np

from .atoms import NOTHING, Found, joined
from .hashing import Stretches, hashes_of_rows, hashes_of_strings
from .lookup import Lookup
from .tables import Hashes, Indexes
from .tokens import Tokens

_HEAD = 2  # longer phrases are looked for only where their first two words are known


class Phrases:
    """Finds phrases. ``written[i]`` are the words of a phrase, ``numbers[i]`` is the number of its leaf."""

    def __init__(self, written: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
        self._lookup = Lookup(_hashes(written))
        self._numbers = np.array(numbers, dtype=np.intp)
        self._lengths = sorted({len(words) for words in written})
        self._heads = Lookup(np.unique(_hashes([words[:_HEAD] for words in written if len(words) > _HEAD])))

    def find(self, tokens: Tokens) -> Found:
        """Every phrase, at its first word."""
        if not self._lengths:
            return NOTHING
        words = Stretches(tokens.characters.hashes(tokens.words.starts, tokens.words.ends))
        pairs = _windows(tokens, tokens.words.first, _HEAD)
        at, _ = self._heads.find(words.hashes(pairs, pairs + _HEAD))
        found = [NOTHING]
        for length in self._lengths:
            starts = pairs if length == _HEAD else _windows(tokens, pairs[at], length)
            which, known = self._lookup.find(words.hashes(starts, starts + length))
            found.append(Found(self._numbers[known], starts[which]))
        return joined(found)


def _windows(tokens: Tokens, starts: Indexes, length: int) -> Indexes:
    """Those of ``starts`` from which ``length`` words follow one another in one piece."""
    starts = starts[starts + length <= len(tokens.places)]
    found: Indexes = starts[tokens.places[starts + length - 1] - tokens.places[starts] == length - 1]
    return found


def _hashes(written: Sequence[Sequence[str]]) -> Hashes:
    words = hashes_of_strings([word for words in written for word in words])
    return hashes_of_rows(words, [len(words) for words in written])
