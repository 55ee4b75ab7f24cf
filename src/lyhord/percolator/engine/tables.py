"""What every character is, as arrays that are indexed by code point."""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np

from lyhord.percolator.characters import CJK, INVISIBLE, MARKED_BY_HAND, SIZE, SYMBOLS, fold, kind

from .arrays import Codes, Flags, Hashes, Kinds, true_at

LOOK = 0x80  # set in a kind when the character is anything but a plain letter or a plain separator
_PLAIN = frozenset("w- ")
_WATCHED = "&:."  # may begin an entity, a link, a link


class Tables(NamedTuple):
    """For every code point below ``SIZE`` what it is.

    ``numbers``: a number that looks like chance, the same for both cases; its last eight bits are the kind
    (a letter of ``characters``, with ``LOOK``). ``folds``: the code point it is folded to. ``troubles``:
    whether NFC or an entity may change what stands there.
    """

    numbers: Hashes
    folds: Codes
    troubles: Flags


@cache
def tables() -> Tables:
    """The tables, made once in about 0.1 s."""
    folds = np.arange(SIZE, dtype=np.uint32)
    for char in filter(_has_case, map(chr, range(SIZE))):
        folds[ord(char)] = ord(fold(char))
    return Tables(_numbers(folds, _kinds()[folds]), folds, _troubles())


def codes_of(text: str) -> Codes:
    """The characters of ``text``; numpy copies them 14 times as quickly as ``encode`` does."""
    return np.array([text]).view(np.uint32)[: len(text)]


def numbers_of(codes: Codes) -> Hashes:
    """The number of each character, as in ``Tables``."""
    numbers = tables().numbers.take(codes, mode="clip")
    if len(codes) and codes.max() >= SIZE:
        high = true_at(codes >= SIZE)
        kinds = [ord(kind(chr(code))) | LOOK for code in codes[high].tolist()]
        numbers[high] = _numbers(codes[high], np.array(kinds, dtype=np.uint8))
    return numbers


def kinds_of(numbers: Hashes) -> Kinds:
    """The kinds of characters with these numbers."""
    return numbers.astype(np.uint8)


def _numbers(codes: Codes, kinds: Kinds) -> Hashes:
    return (mixed(codes) << np.uint64(8)) | kinds


def are_any(kinds: Kinds, letters: bytes) -> Flags:
    """Which of ``kinds``, without ``LOOK`` or with it, are one of ``letters``."""
    return _members(letters).take(kinds)


@cache
def _members(letters: bytes) -> Flags:
    members = np.zeros(256, dtype=np.bool_)
    members[list(letters)] = True
    members[[letter | LOOK for letter in letters]] = True
    return members


def mixed(codes: Codes) -> Hashes:
    """Numbers that look like chance (splitmix64, public domain): equal codes give equal numbers."""
    bits = codes.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def _has_case(char: str) -> bool:
    return char.casefold() != char or char.lower() != char


def _kinds() -> Kinds:
    """``characters.kind`` for every character, by whole ranges."""
    categories = np.array(list(map(unicodedata.category, map(chr, range(SIZE)))))
    first = categories.astype("U1")
    kinds = np.full(SIZE, ord("-"), dtype=np.uint8)
    is_letter = (first == "L") | (first == "N")
    kinds[is_letter] = ord("w")
    kinds[is_letter & _within(CJK)] = ord("c")
    kinds[first == "M"] = ord("m")
    kinds[_within(INVISIBLE)] = ord("z")
    is_symbol = (first == "S") | ((categories == "Cn") & (np.arange(SIZE) >= 0x1F000))
    kinds[is_symbol & _within(SYMBOLS)] = ord("e")
    kinds[[code for code in range(SIZE) if chr(code).isspace()]] = ord(" ")
    for char, letter in MARKED_BY_HAND.items():
        kinds[ord(char)] = ord(letter)
    kinds[~np.isin(kinds, [ord(letter) for letter in _PLAIN])] |= LOOK
    kinds[[ord(char) for char in _WATCHED]] |= LOOK
    kinds[_troubles()] |= LOOK
    return kinds


def _within(ranges: tuple[tuple[int, int], ...]) -> Flags:
    inside = np.zeros(SIZE, dtype=np.bool_)
    for start, end in ranges:
        inside[start : end + 1] = True  # ranges above SIZE are empty here
    return inside


@cache
def _troubles() -> Flags:
    """Characters that NFC may change, move, or join to another; and the ampersand."""
    found = np.zeros(SIZE, dtype=np.bool_)
    found[0x1160:0x1200] = True  # Hangul vowels and finals
    found[0x16D63:0x16D6B] = True  # Kirat Rai
    found[ord("&")] = True
    found[SIZE - 1] = True  # stands for everything above
    for code, char in enumerate(map(chr, range(SIZE))):
        found[code] |= unicodedata.combining(char) != 0 or not unicodedata.is_normalized("NFC", char)
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found[int(parts[1], 16)] = True
    return found
