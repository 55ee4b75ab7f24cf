"""Which atoms (words, beginnings of words, hashtags, handles) are where in a batch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .arrays import NONE, Hashes, Indexes, indexes, true_at
from .hashing import hashes_of_strings
from .lookup import Lookup
from .ragged import Ragged
from .tokens import Tokens

_HEAD = 3
_NO_LEAF = -1
# Added to a hash, so that kaffe, kaffe*, #kaffe, #kaffe* and @kaffe are five different things; 0 for kaffe
_SALTS = {
    (sign, star): np.uint64(0xD1342543DE82EF95 * number % 2**64)
    for number, (sign, star) in enumerate([("", ""), ("", "*"), ("#", ""), ("#", "*"), ("@", "")])
}


class Found(NamedTuple):
    """Leaves, and for each the first word at which it was found; in no order, each pair once."""

    leaves: Indexes
    words: Indexes


NOTHING = Found(NONE, NONE)


def joined(parts: Sequence[Found]) -> Found:
    """All that was found."""
    return Found(
        np.concatenate([part.leaves for part in parts]), np.concatenate([part.words for part in parts])
    )


class Atoms:
    """Finds atoms. ``written[i]`` is an atom as it is written, ``numbers[i]`` the number of its leaf.

    Of the beginnings of words the first three characters are looked for, and where these are known the rest.
    """

    def __init__(self, written: list[str], numbers: list[int]) -> None:
        beginnings = [text[:-1] for text in written if text[-1] == "*" and text[0] != "#"]
        heads = {text[:_HEAD] + "*" for text in beginnings if len(text) > _HEAD}
        keys = [*written, *sorted(heads.difference(written))]
        self._lookup = Lookup(_hashes(keys))
        self._numbers = indexes([*numbers, *[_NO_LEAF] * (len(keys) - len(written))])
        self._has_tags = any(text[0] == "#" for text in written)
        self._has_handles = any(text[0] == "@" for text in written)
        self._tag_lengths = sorted({len(text) - 2 for text in written if text[0] == "#" and text[-1] == "*"})
        self._lengths = sorted({min(len(text), _HEAD) for text in beginnings})
        self._longer = _lengths_by_head(beginnings, keys)
        self._is_head = np.diff(self._longer.starts) > 0

    def find(self, tokens: Tokens) -> Found:
        """Every atom in ``tokens``."""
        keys, words = self._known([*self._whole(tokens), *self._beginnings(tokens)])
        heads = true_at(self._is_head.take(keys))
        if heads.size:
            longer = self._long_beginnings(tokens, keys.take(heads), words.take(heads))
            more_keys, more_words = self._known([longer])
            keys, words = np.concatenate([keys, more_keys]), np.concatenate([words, more_words])
        leaves = self._numbers.take(keys)
        are_leaves = true_at(leaves != _NO_LEAF)
        return Found(leaves.take(are_leaves), words.take(are_leaves))

    def _known(self, parts: list[tuple[Hashes, Indexes]]) -> tuple[Indexes, Indexes]:
        """The keys that are among the hashes of ``parts``, and their words."""
        at, keys = self._lookup.find(np.concatenate([hashes for hashes, _ in parts]))
        return keys, np.concatenate([words for _, words in parts]).take(at)

    def _whole(self, tokens: Tokens) -> Iterator[tuple[Hashes, Indexes]]:
        """Hashes of whole words, hashtags and handles, and the words they stand for."""
        tags, handles = tokens.hashtags, tokens.handles
        yield tokens.hashes, np.arange(len(tokens.ends))
        if self._has_tags:
            yield tokens.characters.hashes(tags.starts, tags.ends) + _SALTS["#", ""], tags.words
        if self._has_handles:
            yield tokens.characters.hashes(handles.starts, handles.ends) + _SALTS["@", ""], handles.words

    def _beginnings(self, tokens: Tokens) -> Iterator[tuple[Hashes, Indexes]]:
        """Hashes of the first characters of words and hashtags, and the words they stand for."""
        tags = tokens.hashtags
        for length in self._tag_lengths:
            at = true_at(tags.ends - tags.starts >= length)
            begun = tokens.characters.begun(tags.starts[at])
            yield begun.first(length) + _SALTS["#", "*"], tags.words[at]
        for length in self._lengths:
            words = true_at(tokens.lengths >= length)
            yield tokens.words.selected(words).first(length) + _SALTS["", "*"], words

    def _long_beginnings(self, tokens: Tokens, heads: Indexes, words: Indexes) -> tuple[Hashes, Indexes]:
        """The same for the longer beginnings of ``words`` which each of the ``heads`` may have."""
        which, lengths = self._longer.spread(heads)
        words = words.take(which)
        at = true_at(tokens.lengths.take(words) >= lengths)
        words = words.take(at)
        begun = tokens.words.selected(words)
        return begun.up_to(begun.starts + lengths.take(at)) + _SALTS["", "*"], words


def _lengths_by_head(beginnings: list[str], keys: list[str]) -> Ragged:
    """For every key the lengths of the longer beginnings that it is the head of."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for text in beginnings:
        if len(text) > _HEAD:
            lengths[text[:_HEAD] + "*"].add(len(text))
    return Ragged.of([sorted(lengths[key]) if key in lengths else () for key in keys])


def _hashes(written: list[str]) -> Hashes:
    plain = hashes_of_strings([text.strip("#@*") for text in written])
    signs = [(text[0] if text[0] in "#@" else "", "*" if text[-1] == "*" else "") for text in written]
    return plain + np.array([_SALTS[sign] for sign in signs], dtype=np.uint64)
