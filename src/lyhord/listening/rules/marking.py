"""A text and the spans that matter in it → pieces that can be shown one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as it was written; marked when it made a query match. Foreign: shown as text."""

    text: str
    is_marked: bool = False


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """``text`` cut at ``spans`` (start, end), in any order, overlapping or not. Joined it is ``text``."""
    found: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], is_marked=True))
        at = end
    return (*found, Piece(text[at:])) if at < len(text) else tuple(found)


def plain_cell(value: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
