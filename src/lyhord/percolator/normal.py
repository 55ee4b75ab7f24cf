"""The text that is searched: entities decoded, invisible characters removed, NFC, case folded.

``normalise`` is quick; ``align`` does the same character by character and remembers where each
character stood in the original. Tests hold the two together.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from .characters import FOLD, INVISIBLE, JOINER, KINDS

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE = re.compile("[{}{}]".format(JOINER, "".join(f"{chr(a)}-{chr(b)}" for a, b in INVISIBLE)))
_LOOSE_JOINER = re.compile(r"(?<![esg])j|j(?!e)")


def normalise(text: str) -> str:
    """``text`` as it is compared. Its length may differ from the original's."""
    if "&" in text:
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    if text.isascii():
        return text.lower()
    if _has_invisible(text):
        text = "".join(char for char in text if KINDS[ord(char)] != "z")
        return _without_loose_joiners(_folded(unicodedata.normalize("NFC", text)))
    return _folded(unicodedata.normalize("NFC", text))


def _has_invisible(text: str) -> bool:
    return _INVISIBLE.search(text) is not None


def _folded(text: str) -> str:
    """``text`` folded; where every character folds to one, ``casefold`` does the same ten times quicker."""
    folded = text.casefold()
    if len(folded) != len(text):
        return text.translate(FOLD)
    return folded.replace("＃", "#").replace("＠", "@")


def _without_loose_joiners(text: str) -> str:
    kinds = text.translate(KINDS)
    loose = {found.start() for found in _LOOSE_JOINER.finditer(kinds)}
    return "".join(char for at, char in enumerate(text) if at not in loose)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A normalised text, and for each of its characters where it began and ended in the original."""

    text: str
    starts: list[int]
    ends: list[int]


def align(original: str) -> Aligned:
    """``normalise(original)`` with the way back to the original."""
    pieces = [piece for piece in _decoded(original) if piece[0].translate(KINDS) != "z"]
    folded = [(char.translate(FOLD), start, end) for char, start, end in _composed(pieces)]
    kinds = "".join(char for char, _, _ in folded).translate(KINDS)
    loose = {found.start() for found in _LOOSE_JOINER.finditer(kinds)}
    kept = [piece for at, piece in enumerate(folded) if at not in loose]
    return Aligned("".join(p[0] for p in kept), [p[1] for p in kept], [p[2] for p in kept])


_Piece = tuple[str, int, int]  # a character, its start and end in the original


def _decoded(original: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for found in ENTITY.finditer(original):
        pieces += [(original[i], i, i + 1) for i in range(at, found.start())]
        pieces += [(char, found.start(), found.end()) for char in unescape(found[0])]
        at = found.end()
    return pieces + [(original[i], i, i + 1) for i in range(at, len(original))]


def _composed(pieces: list[_Piece]) -> list[_Piece]:
    if unicodedata.is_normalized("NFC", "".join(char for char, _, _ in pieces)):  # as good as always
        return pieces
    composed: list[_Piece] = []
    cluster: list[_Piece] = []
    for piece in pieces:
        if cluster and not _joins_what_is_before(piece[0]):
            composed += _compose(cluster)
            cluster = []
        cluster.append(piece)
    return composed + _compose(cluster)


def _compose(cluster: list[_Piece]) -> list[_Piece]:
    if len(cluster) < 2 and all(char.isascii() for char, _, _ in cluster):
        return cluster
    start, end = cluster[0][1], cluster[-1][2]
    whole = unicodedata.normalize("NFC", "".join(char for char, _, _ in cluster))
    if len(whole) == len(cluster):  # nothing was joined: keep the finer places
        return [(char, at, to) for char, (_, at, to) in zip(whole, cluster, strict=True)]
    return [(char, start, end) for char in whole]


def _joins_what_is_before(char: str) -> bool:
    """Whether NFC could melt ``char`` into its predecessor: marks, some letters of Hangul and Kirat Rai."""
    is_mark = unicodedata.category(char)[0] == "M" or unicodedata.combining(char) != 0
    return is_mark or "\u1160" <= char <= "\u11ff" or "\U00016d63" <= char <= "\U00016d6a"
