"""Which atoms (words, beginnings of words, hashtags, handles) are where in a batch."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .hashing import hashes_of_strings
from .lookup import Lookup
from .tables import Hashes, Indexes
from .tokens import Marks, Tokens

_HEAD = 4  # longer beginnings are looked for only where their first four characters are known
# Added to a hash, so that kaffe, kaffe*, #kaffe, #kaffe* and @kaffe are five different things
_SALTS = {
    (sign, star): np.uint64(0xD1342543DE82EF95 * number % 2**64)
    for number, (sign, star) in enumerate([("", ""), ("", "*"), ("#", ""), ("#", "*"), ("@", "")])
}


class Found(NamedTuple):
    """Leaves, and for each the first word at which it was found; in no order, each pair once."""

    leaves: Indexes
    words: Indexes


NOTHING = Found(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp))


def joined(parts: Sequence[Found]) -> Found:
    """All that was found."""
    return Found(
        np.concatenate([part.leaves for part in parts]), np.concatenate([part.words for part in parts])
    )


class Atoms:
    """Finds atoms. ``written[i]`` is an atom as it is written, ``numbers[i]`` the number of its leaf."""

    def __init__(self, written: list[str], numbers: list[int]) -> None:
        self._lookup = Lookup(_hashes(written))
        self._numbers = np.array(numbers, dtype=np.intp)
        self._has_tags = any(text[0] == "#" for text in written)
        self._has_handles = any(text[0] == "@" for text in written)
        beginnings = [text[:-1] for text in written if text[-1] == "*"]
        self._tag_lengths = sorted({len(text) - 1 for text in beginnings if text[0] == "#"})
        beginnings = [text for text in beginnings if text[0] != "#"]
        self._short = sorted({len(text) for text in beginnings if len(text) <= _HEAD})
        self._long = sorted({len(text) for text in beginnings if len(text) > _HEAD})
        heads = sorted({text[:_HEAD] for text in beginnings if len(text) > _HEAD})
        self._heads = Lookup(hashes_of_strings(heads))

    def find(self, tokens: Tokens) -> Found:
        """Every atom in ``tokens``."""
        hashes, words = zip(*self._candidates(tokens), strict=True)
        at, found = self._lookup.find(np.concatenate(hashes))
        return Found(self._numbers[found], np.concatenate(words)[at])

    def _candidates(self, tokens: Tokens) -> list[tuple[Hashes, Indexes]]:
        """Hashes to look for, and the words they stand for."""
        words, tags = tokens.words, tokens.hashtags
        found = [_whole(tokens, words, "")]
        found += [_whole(tokens, tags, "#")] if self._has_tags else []
        found += [_whole(tokens, tokens.handles, "@")] if self._has_handles else []
        found += [_beginnings(tokens, words, length, "") for length in self._short]
        found += [_beginnings(tokens, tags, length, "#") for length in self._tag_lengths]
        if self._long:
            words = self._with_known_head(tokens)
            found += [_beginnings(tokens, words, length, "") for length in self._long]
        return found

    def _with_known_head(self, tokens: Tokens) -> Marks:
        words = tokens.words.longer_than(_HEAD)
        at, _ = self._heads.find(tokens.characters.hashes(words.starts, words.starts + _HEAD))
        return words.selected(at)


def _whole(tokens: Tokens, marks: Marks, sign: str) -> tuple[Hashes, Indexes]:
    return tokens.characters.hashes(marks.starts, marks.ends) + _SALTS[sign, ""], marks.first


def _beginnings(tokens: Tokens, marks: Marks, length: int, sign: str) -> tuple[Hashes, Indexes]:
    marks = marks.longer_than(length - 1)
    return tokens.characters.hashes(marks.starts, marks.starts + length) + _SALTS[sign, "*"], marks.first


def _hashes(written: list[str]) -> Hashes:
    plain = hashes_of_strings([text.strip("#@*") for text in written])
    signs = [(text[0] if text[0] in "#@" else "", "*" if text[-1] == "*" else "") for text in written]
    return plain + np.array([_SALTS[sign] for sign in signs], dtype=np.uint64)
