"""The signs of a query: parentheses, operators, fields, phrases and words, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .errors import QueryError
from .words import MAX_DISTANCE

_BARE = r'[^\s()"“”„]+'
_QUOTED = r'"[^"]*"|[“”„][^“”„]*[“”]'
_LEXEME = re.compile(
    rf"""
      (?P<plain>[a-z0-9]+(?=\s))  # most words: the rest of the table can be skipped
    | (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s)]))
    | (?P<phrase>{_QUOTED})
    | (?P<unclosed>["“”„])
    | (?P<operator>AND|OR|NOT|NEAR/[^\s()"]*)(?=[\s()"“”„]|\Z)
    | (?!https?://)(?P<field>[^\W\d]\w*):(?P<value>{_QUOTED}|["“”„]|{_BARE})?
    | (?P<term>{_BARE})
    """,
    re.VERBOSE,
)
_DISTANCE = re.compile(r"([0-9]{1,6})(f?)")


class Sign(Enum):
    """What a lexeme is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    FIELD = auto()
    PHRASE = auto()
    TERM = auto()
    END = auto()


@dataclass(slots=True)
class Lexeme:
    """A sign of the query. ``value`` is what stands inside quotation marks, or after a field's colon."""

    sign: Sign
    text: str
    position: int
    value: str = ""

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.position + len(self.text)


OPERATORS = (Sign.AND, Sign.OR, Sign.NOT, Sign.NEAR)


def lexemes(query: str) -> Iterator[Lexeme]:
    """The signs of ``query`` from left to right, with an ``END`` after the last.

    Raises QueryError at a quotation mark that is never closed and at a ``NEAR/`` without a good number.
    """
    for match in _LEXEME.finditer(query):
        yield _lexeme(match)
    yield Lexeme(Sign.END, "", len(query))


def _lexeme(match: re.Match[str]) -> Lexeme:
    text, position = match[0], match.start()
    match match.lastgroup:
        case "plain" | "term":
            return Lexeme(Sign.TERM, text, position, text)
        case "minus":
            return Lexeme(Sign.NOT, text, position)
        case "phrase":
            return Lexeme(Sign.PHRASE, text, position, text[1:-1])
        case "open" | "close" as group:
            return Lexeme(Sign[group.upper()], text, position)
        case "operator":
            return _operator(text, position)
        case "unclosed":
            raise QueryError("unclosed-quote", position, expected="quote")
        case _:
            return _field(match)


def _operator(text: str, position: int) -> Lexeme:
    if not text.startswith("NEAR"):
        return Lexeme(Sign[text], text, position)
    number = _DISTANCE.fullmatch(text, 5)
    if not number or not 1 <= int(number[1]) <= MAX_DISTANCE:
        raise QueryError(
            "bad-number",
            position + 5,
            max(len(text) - 5, 1),
            expected="number",
            text=text[5:],
            lowest=1,
            highest=MAX_DISTANCE,
        )
    return Lexeme(Sign.NEAR, text, position, text[5:])


def _field(match: re.Match[str]) -> Lexeme:
    value = match["value"] or ""
    if value in {'"', "“", "”", "„"}:
        raise QueryError("unclosed-quote", match.start("value"), expected="quote")
    is_quoted = value[:1] in {'"', "“", "”", "„"}
    return Lexeme(Sign.FIELD, match[0], match.start(), value[1:-1] if is_quoted else value)
