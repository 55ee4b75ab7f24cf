"""Where words begin and end: rule 3 of the query language, for all characters of a batch at once."""

import numpy as np

from .arrays import Flags, Indexes, Kinds, true_at
from .batch import Batch
from .tables import are_any

_OUT, _RUN, _ALONE, _ATTACHED = range(
    4
)  # between words · in a run · begins a word of its own · belongs to it


def words(batch: Batch) -> tuple[Indexes, Indexes]:
    """Where each word begins, and where it ends, both ascending."""
    in_run = batch.kinds == ord("w")
    kinds = batch.kinds[batch.rare]
    if not are_any(kinds, b"cemsgr").any():
        edges = true_at(in_run[1:] != in_run[:-1]) + 1
        return edges[::2], edges[1::2]
    shape = in_run.astype(np.uint8)
    _place_symbols(shape, batch, kinds)
    _place_marks(shape, batch.rare[kinds == ord("m")])
    begins = _begins(shape)
    is_last = (shape != _OUT) & np.append(begins[1:] | (shape[1:] == _OUT), True)
    return true_at(begins), true_at(is_last) + 1


def _begins(shape: Kinds) -> Flags:
    begins: Flags = shape == _ALONE
    begins[1:] |= (shape[1:] == _RUN) & (shape[:-1] != _RUN)
    return begins


def _place_symbols(shape: Kinds, batch: Batch, kinds: Kinds) -> None:
    """Han characters and emoji stand alone; what belongs to an emoji is attached to it."""
    shape[batch.rare[are_any(kinds, b"ce")]] = _ALONE
    joiners = batch.rare[kinds == ord("j")]
    shape[joiners] = _ATTACHED
    shape[joiners + 1] = _ATTACHED
    flags = batch.rare[kinds == ord("r")]
    shape[flags] = np.where(_places_in_run(flags) % 2, _ATTACHED, _ALONE)
    for at in batch.rare[are_any(kinds, b"sg")].tolist():  # in order: each may hang on the one before
        before = chr(batch.kinds[at - 1])
        is_attached = before in "es" or (before == "g" and shape[at - 1] == _ATTACHED)
        alone = _ALONE if chr(batch.kinds[at]) == "s" else _OUT
        shape[at] = _ATTACHED if is_attached else alone


def _place_marks(shape: Kinds, marks: Indexes) -> None:
    """A mark belongs to what stands before it; between words it is itself in a run."""
    if marks.size:
        hosts = shape[marks - 1 - _places_in_run(marks)]
        shape[marks] = np.where(hosts >= _ALONE, _ATTACHED, _RUN)


def _places_in_run(places: Indexes) -> Indexes:
    """For ascending ``places`` how many direct neighbours stand before each: 3 4 5 9 10 → 0 1 2 0 1."""
    count = np.arange(len(places))
    is_first = (
        np.concatenate([[True], places[1:] != places[:-1] + 1]) if len(places) else np.empty(0, dtype=bool)
    )
    return count - np.maximum.accumulate(np.where(is_first, count, 0))
