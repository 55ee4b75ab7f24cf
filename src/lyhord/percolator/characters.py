"""What every character is: a letter, a mark, an emoji … and how its case is folded.

The *kind* of a character is itself one character, so that ``text.translate(KINDS)`` turns a text into
its pattern and ordinary regular expressions over that pattern find the words:

    w  letter, number or ``_``       e  emoji             #  hash sign
    m  combining mark                s  skin tone         @  at sign
    c  Han, Hiragana, Katakana       r  flag letter       .  full stop or hyphen (inside handles)
    j  joiner (U+200D)               g  flag tag          z  has no width, is removed
    (a space)  white space                -  everything else
"""

import unicodedata
from collections.abc import Iterator
from sys import maxunicode

SIZE = 0x20000  # above this the tables have one answer for each plane
JOINER = "\u200d"
INVISIBLE = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),
    (0x0600, 0x0605),
    (0x061C, 0x061C),
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x180B, 0x180F),
    (0x200B, 0x200C),  # zero-width space, non-joiner
    (0x200E, 0x200F),  # direction marks
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0100, 0xE01EF),
)
CJK = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3038, 0x303B),
    (0x3041, 0x3096),
    (0x309D, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x16FE3, 0x16FE3),
    (0x16FF2, 0x16FF6),
    (0x1AFF0, 0x1AFFF),
    (0x1B000, 0x1B16F),
)
SYMBOLS = ((0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
MARKED_BY_HAND = {
    **dict.fromkeys("_", "w"),
    **dict.fromkeys("#＃", "#"),
    **dict.fromkeys("@＠", "@"),
    **dict.fromkeys(".-", "."),
    **dict.fromkeys(map(chr, range(0x1F1E6, 0x1F200)), "r"),
    **dict.fromkeys(map(chr, range(0x1F3FB, 0x1F400)), "s"),
    JOINER: "j",
}


def fold(char: str) -> str:
    """The one character that stands for ``char`` when case does not matter.

    ``casefold()`` where that is one character, else ``lower()`` where that is, else the character itself.
    """
    if char == "İ":
        return "i"
    return next((c for c in (char.casefold(), char.lower()) if len(c) == 1), char)


def kind(char: str) -> str:
    """The kind of ``char``, one of the letters in the table above."""
    code = ord(char)
    if code >= SIZE:
        return _kind_in_high_plane(code)
    if by_hand := MARKED_BY_HAND.get(char):
        return by_hand
    if char.isspace():
        return " "
    if _within(code, INVISIBLE):
        return "z"
    return _kind_by_category(code, unicodedata.category(char))


def _kind_in_high_plane(code: int) -> str:
    if code < 0x40000:
        return "c"  # planes 2 and 3 are kept for Han
    if 0xE0020 <= code < 0xE0080:
        return "g"
    return "z" if _within(code, INVISIBLE) else "-"


def _kind_by_category(code: int, category: str) -> str:
    if category[0] in "LN":
        return "c" if _within(code, CJK) else "w"
    if category[0] == "M":
        return "m"
    is_symbol = category[0] == "S" or (category == "Cn" and code >= 0x1F000)
    return "e" if is_symbol and _within(code, SYMBOLS) else "-"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


class _Kinds(dict[int, str]):
    """``str.translate`` table: looks a character up the first time it is met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = kind(chr(code))
        return found


class _Fold(dict[int, str]):
    """``str.translate`` table for ``fold``, as lazy; signs that introduce tags become ASCII."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = self[code] = {"＃": "#", "＠": "@"}.get(char) or fold(char)
        return found


KINDS = _Kinds()
FOLD = _Fold()


def every_character() -> Iterator[str]:
    """All code points, for tables and tests."""
    return map(chr, range(maxunicode + 1))
