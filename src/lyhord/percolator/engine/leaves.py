"""The leaves of many queries, each once, numbered."""

from collections.abc import Sequence

from lyhord.percolator.expected import expected_share, share_as_written
from lyhord.percolator.frequency import Frequencies
from lyhord.percolator.tree import ATOMS, Hashtag, Leaf, Near, Phrase, Raw, Title, Word, as_written

WIDE = 8  # more alternatives than this are counted as one leaf

Union = tuple[int, ...]  # the numbers of leaves of which one must be true, ascending
Key = str | Leaf | Union  # str: an atom as it is written, such as kaffe, kaf*, #fika, @anna.se


class Leaves:
    """Numbers leaves as they come.

    ``keys[i]`` is leaf ``i``; ``shares[i]`` the share of posts it is probably true of.
    ``parts[i]``: of a NEAR first the terms left of it, then those right of it; of a title leaf its term; of a
    union its members.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self.keys: list[Key] = []
        self.shares: list[float] = []
        self.parts: dict[int, tuple[Union, ...]] = {}
        self._numbers: dict[Key, int] = {}
        self._frequencies = frequencies

    def __len__(self) -> int:
        return len(self.keys)

    def number(self, leaf: Leaf) -> int:
        """The number of ``leaf``, which is no ``raw:``; equal leaves have the same."""
        key = as_written(leaf) if isinstance(leaf, ATOMS) else leaf
        found = self._numbers.get(key)
        return self._add(key, self._parts_of(leaf)) if found is None else found

    def union(self, members: Sequence[int]) -> int:
        """The number of the leaf that is true when one of ``members`` is."""
        key = tuple(sorted(members))
        found = self._numbers.get(key)
        return self._add(key, (key,)) if found is None else found

    def share_of_literal(self, literal: int) -> float:
        """The share of posts of which ``literal`` (see ``groups``) is probably true."""
        share = self.shares[literal >> 1]
        return 1.0 - share if literal & 1 else share

    def adopt(self, other: "Leaves") -> list[int]:
        """Take over the leaves of ``other``; gives for each of its numbers the number here."""
        numbers: list[int] = []
        for old, key in enumerate(other.keys):
            parts = tuple(tuple(numbers[part] for part in group) for group in other.parts.get(old, ()))
            key = tuple(sorted(parts[0])) if isinstance(key, tuple) else key
            found = self._numbers.get(key)
            numbers.append(self._add(key, parts) if found is None else found)
        return numbers

    def _parts_of(self, leaf: Leaf) -> tuple[Union, ...]:
        match leaf:
            case Near(left=left, right=right):
                return self._side(left), self._side(right)
            case Title(term=term):
                return ((self.number(term),),)
            case _:
                return ()

    def _side(self, terms: Sequence[Leaf]) -> Union:
        numbers = sorted({self.number(term) for term in terms})
        return tuple(numbers) if len(numbers) <= WIDE else (self.union(numbers),)

    def _add(self, key: Key, parts: tuple[Union, ...]) -> int:
        number = self._numbers[key] = len(self.keys)
        self.keys.append(key)
        self.shares.append(self._share(key))
        if parts:
            self.parts[number] = parts
        return number

    def _share(self, key: Key) -> float:
        if isinstance(key, tuple):
            return min(sum(self.shares[member] for member in key), 1.0)
        if isinstance(key, str):
            return share_as_written(key, self._frequencies)
        return expected_share(key, self._frequencies)


def is_countable(leaf: Leaf) -> bool:
    """Whether arrays can tell when ``leaf`` is true.

    Not for characters as written; not for phrases of anything but whole words; not for NEAR where a hashtag
    may cover several words.
    """
    match leaf:
        case Raw():
            return False
        case Phrase(parts=atoms):
            return all(isinstance(atom, Word) and not atom.is_prefix for atom in atoms)
        case Title(term=term):
            return is_countable(term)
        case Near(left=left, right=right):
            return all(is_countable(term) and not _may_be_long(term) for term in (*left, *right))
        case _:
            return True


def _may_be_long(term: Leaf) -> bool:
    return isinstance(term, Hashtag) and (term.is_prefix or not term.text.isascii())
