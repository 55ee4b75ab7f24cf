"""Phrases of whole words, found as words are: by the hash of the words in them."""

from collections.abc import Iterator, Sequence

import numpy as np

from .arrays import Hashes, Indexes, true_at
from .atoms import NOTHING, Found, joined
from .hashing import WORDS, Stretches, hashes_of_pairs, hashes_of_rows, hashes_of_strings
from .lookup import Lookup
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
        hashes = hashes_of_pairs(tokens.hashes)
        words, known = self._lookup.find(hashes)
        found = [_within_pieces(tokens, self._numbers.take(known), words, _HEAD)]
        words = self._heads.find(hashes)[0] if self._lengths[-1] > _HEAD else NOTHING.words
        if words.size:
            found += self._longer(tokens, words)
        return joined(found)

    def _longer(self, tokens: Tokens, words: Indexes) -> Iterator[Found]:
        """Phrases of more than two words, of which the first two are known to be at ``words``."""
        begun = Stretches(tokens.hashes, WORDS).begun(words)
        left = len(tokens.hashes) - words
        for length in self._lengths:
            if length > _HEAD:
                enough = true_at(left >= length)
                at, known = self._lookup.find(begun.selected(enough).first(length))
                yield _within_pieces(tokens, self._numbers.take(known), words.take(enough.take(at)), length)


def _within_pieces(tokens: Tokens, leaves: Indexes, words: Indexes, length: int) -> Found:
    """Those that do not reach from one piece into the next."""
    whole = true_at(tokens.pieces.take(words) == tokens.pieces.take(words + (length - 1)))
    return Found(leaves.take(whole), words.take(whole))


def _hashes(written: Sequence[Sequence[str]]) -> Hashes:
    words = hashes_of_strings([word for words in written for word in words])
    return hashes_of_rows(words, [len(words) for words in written], WORDS)
