"""What changed between two texts, word by word, so that a person can read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


def diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was removed stands before what took its place."""
    return tuple(piece for piece in _pieces(_WORDS.findall(before), _WORDS.findall(after)) if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for change, from_old, to_old, from_new, to_new in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if change == "equal":
            yield Piece("same", "".join(old[from_old:to_old]))
        else:
            yield Piece("removed", "".join(old[from_old:to_old]))
            yield Piece("added", "".join(new[from_new:to_new]))
