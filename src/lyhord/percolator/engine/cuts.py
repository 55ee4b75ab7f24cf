"""What is cut out of a batch before it is cut into words: links, and handles behind their first part."""

import re

import numpy as np

from lyhord.percolator.words import HANDLE_PATTERN

from .arrays import NONE, Codes, Indexes, Kinds, indexes, spread_ranges, true_at
from .tables import are_any, tables

_BLANK = ord(" ")
_HANDLE = re.compile(HANDLE_PATTERN.encode())


def cut_links(codes: Codes, kinds: Kinds, rare: Indexes) -> tuple[Indexes, Indexes]:
    """Where each link begins and ends, ascending. Their kinds become spaces.

    A link is ``http://…``, ``https://…`` or ``www.…``, up to white space. ``rare``: as in ``Batch``.
    """
    signs = codes[rare]
    with_scheme = _with_scheme(codes, kinds, rare[signs == ord(":")])
    starts = np.concatenate([with_scheme, _without_scheme(codes, kinds, rare[signs == ord(".")])])
    if len(starts) == 0:
        return NONE, NONE
    starts.sort()
    text = kinds.tobytes()
    ends = indexes([text.index(b" ", start) for start in starts.tolist()])
    is_first = np.ones(
        len(ends), dtype=np.bool_
    )  # where several begin before one space, the first has it all
    np.not_equal(ends[1:], ends[:-1], out=is_first[1:])
    starts, ends = starts[is_first], ends[is_first]
    kinds[spread_ranges(starts, ends - starts)] = _BLANK
    return starts, ends


def cut_handles(kinds: Kinds, rare: Indexes) -> tuple[Indexes, Indexes]:
    """Where the name of each handle begins, and where it ends if it is of several parts, else 0.

    Behind the first part the kinds become spaces.
    """
    letters = kinds[rare]
    signs = true_at(letters == ord("@"))
    ats, following = rare[signs], letters[np.minimum(signs + 1, len(rare) - 1)]
    is_handle = are_any(kinds[ats + 1], b"wm") & ~are_any(kinds[ats - 1], b"wm")
    ats, following = ats[is_handle], following[is_handle]
    ends = np.zeros_like(ats)
    parted = true_at(are_any(following, b".@m"))
    text = kinds.tobytes()
    handles = [_HANDLE.match(text, at) for at in ats[parted].tolist()]
    cuts = indexes([place for handle in handles if handle for place in (handle.end("first"), handle.end())])
    ends[parted[[handle is not None for handle in handles]]] = cuts[1::2]
    kinds[spread_ranges(cuts[::2], cuts[1::2] - cuts[::2])] = _BLANK
    return ats + 1, ends


def _with_scheme(codes: Codes, kinds: Kinds, colons: Indexes) -> Indexes:
    colons = colons[codes[np.minimum(colons + 2, len(codes) - 1)] == ord("/")]
    colons = colons[codes[colons + 1] == ord("/")]
    colons = colons[kinds[colons + 3] != _BLANK]
    has_s = tables().folds.take(codes[colons - 1], mode="clip") == ord("s")
    return _after(codes, colons - has_s, "http")


def _without_scheme(codes: Codes, kinds: Kinds, dots: Indexes) -> Indexes:
    dots = dots[kinds[dots + 1] != _BLANK]
    starts = _after(codes, dots, "www")
    found: Indexes = starts[~are_any(kinds[starts - 1], b"wc")]
    return found


def _after(codes: Codes, places: Indexes, word: str) -> Indexes:
    """Where ``word`` begins, for those of ``places`` before which it stands in any case."""
    for back, char in enumerate(reversed(word), 1):
        places = places[tables().folds.take(codes[places - back], mode="clip") == ord(char)]
    return places - len(word)
