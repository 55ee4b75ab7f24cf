"""Where words begin and end: rule 3 of the query language, for all characters of a batch at once."""

import numpy as np

from .arrays import Flags, Indexes, Kinds, true_at
from .batch import Batch
from .tables import are_any

# Between words · in a run · begins a word of its own · belongs to such a word
_OUT, _RUN, _ALONE, _ATTACHED = range(4)


def words(batch: Batch) -> tuple[Indexes, Indexes]:
    """Where each word begins, and where it ends, both ascending."""
    in_run = batch.kinds == ord("w")
    places = batch.rare[are_any(batch.kinds[batch.rare], b"cemsgrj")]
    if places.size == 0:
        return _runs(in_run)
    shapes = _shapes(batch.kinds, places)
    in_run[places[shapes == _RUN]] = True
    starts, ends = _runs(in_run)
    alone = places[shapes == _ALONE]
    goes_on = (places[1:] == places[:-1] + 1) & (shapes[1:] == _ATTACHED)
    is_last = (shapes >= _ALONE) & ~np.append(goes_on, False)
    between = starts.searchsorted(alone)
    return np.insert(starts, between, alone), np.insert(ends, between, places[is_last] + 1)


def _runs(in_run: Flags) -> tuple[Indexes, Indexes]:
    edges = true_at(in_run[1:] != in_run[:-1]) + 1
    return edges[::2], edges[1::2]


def _shapes(kinds: Kinds, places: Indexes) -> Kinds:
    """What the characters at ``places`` are to words; ascending, and all but plain characters stand there."""
    own, before = kinds[places], kinds[places - 1]
    shapes = np.where(are_any(own, b"ce"), _ALONE, _OUT).astype(np.uint8)
    shapes[(own == ord("j")) | (before == ord("j"))] = _ATTACHED
    flags = own == ord("r")
    shapes[flags] = np.where(_places_in_run(places[flags]) % 2, _ATTACHED, _ALONE)
    for at in true_at(are_any(own, b"sg")).tolist():  # in order: each may hang on the one before
        hangs = before[at] in b"es" or (before[at] == ord("g") and shapes[at - 1] == _ATTACHED)
        shapes[at] = _ATTACHED if hangs else _ALONE if own[at] == ord("s") else _OUT
    marks = own == ord("m")
    shapes[marks] = _shapes_of_marks(places[marks], places, shapes)
    return shapes


def _shapes_of_marks(marks: Indexes, places: Indexes, shapes: Kinds) -> Kinds:
    """A mark belongs to what stands before it; where that is no word of its own, the mark is in a run."""
    hosts = marks - 1 - _places_in_run(marks)
    at = places.searchsorted(hosts)
    is_special = (places[at] == hosts) & (shapes[at] >= _ALONE)
    return np.where(is_special, _ATTACHED, _RUN).astype(np.uint8)


def _places_in_run(places: Indexes) -> Indexes:
    """For ascending ``places`` how many direct neighbours stand before each: 3 4 5 9 10 → 0 1 2 0 1."""
    count = np.arange(len(places))
    is_first = (
        np.concatenate([[True], places[1:] != places[:-1] + 1]) if len(places) else np.empty(0, dtype=bool)
    )
    return count - np.maximum.accumulate(np.where(is_first, count, 0))
