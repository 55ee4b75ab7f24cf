"""What is cut out of a batch before it is cut into words: links, and handles behind their first part."""

import re

import numpy as np

from lyhord.percolator.words import HANDLE_PATTERN

from .arrays import NONE, Codes, Indexes, Kinds
from .tables import are_any, tables

_BLANK = ord(" ")
_HANDLE = re.compile(HANDLE_PATTERN.encode())
Spans = tuple[Indexes, Indexes]  # where each begins, ascending, and where it ends


def cut_links(codes: Codes, kinds: bytearray, rare: Indexes) -> Spans:
    """The links: ``http://…``, ``https://…`` and ``www.…``, up to white space. Their kinds become spaces.

    ``rare``: as in ``Batch``.
    """
    letters = np.frombuffer(kinds, dtype=np.uint8)
    signs = codes[rare]
    with_scheme = _with_scheme(codes, letters, rare[signs == ord(":")])
    starts = np.concatenate([with_scheme, _without_scheme(codes, letters, rare[signs == ord(".")])])
    found: list[tuple[int, int]] = []
    end = 0
    for start in np.sort(starts).tolist():
        if start >= end:  # else it stands inside another link
            end = kinds.index(_BLANK, start)
            kinds[start:end] = b" " * (end - start)
            found.append((start, end))
    return _spans(found)


def cut_handles(kinds: bytearray, rare: Indexes) -> Spans:
    """The handles, without their ``@``. Behind the first part of each the kinds become spaces."""
    letters = np.frombuffer(kinds, dtype=np.uint8)
    ats = rare[letters[rare] == ord("@")]
    ats = ats[are_any(letters[ats + 1], b"wm") & ~are_any(letters[ats - 1], b"wm")]
    not_letters = (letters != ord("w")).tobytes()
    found: list[tuple[int, int]] = []
    for at in ats.tolist():
        end = not_letters.index(1, at + 1)
        if kinds[end] in b".@m":
            end = _cut_long_handle(kinds, at)
        found.append((at + 1, end))
    return _spans(found)


def _cut_long_handle(kinds: bytearray, at: int) -> int:
    match = _HANDLE.match(kinds, at)
    if match is None:
        raise ValueError(f"no handle at {at}")
    first_end, end = match.end("first"), match.end()
    kinds[first_end:end] = b" " * (end - first_end)
    return end


def _spans(found: list[tuple[int, int]]) -> Spans:
    places = np.array(found, dtype=np.intp).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def _with_scheme(codes: Codes, kinds: Kinds, colons: Indexes) -> Indexes:
    after = np.minimum(colons[:, None] + np.arange(1, 3), len(codes) - 1)
    colons = colons[(codes[after] == ord("/")).all(axis=1)]
    colons = colons[kinds[colons + 3] != _BLANK]
    has_s = tables().folds.take(codes[colons - 1], mode="clip") == ord("s")
    return _after(codes, colons - has_s, "http")


def _without_scheme(codes: Codes, kinds: Kinds, dots: Indexes) -> Indexes:
    starts = _after(codes, dots, "www")
    is_cut_off = ~are_any(kinds[starts - 1], b"wc")
    found: Indexes = starts[is_cut_off & (kinds[starts + 4] != _BLANK)]
    return found


def _after(codes: Codes, places: Indexes, word: str) -> Indexes:
    """Where ``word`` begins, for those of ``places`` before which it stands in any case."""
    if len(places) == 0:
        return NONE
    before = codes[places[:, None] + np.arange(-len(word), 0)]
    wanted = np.array([ord(char) for char in word], dtype=np.uint32)
    found: Indexes = places[(tables().folds.take(before, mode="clip") == wanted).all(axis=1)] - len(word)
    return found
