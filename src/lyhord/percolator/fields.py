"""``name:value`` → what is asked of the post."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Literal, cast

from .errors import QueryError
from .lexer import Lexeme
from .links import host
from .normal import normalise
from .terms import term
from .tree import Field, Followers, Has, Leaf, Operator, Raw, Site, Title, Url

MAX_FOLLOWERS = 10**12
_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>|=)?([0-9]{1,12})")
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
_IN_SWEDISH = {
    "språk": "lang",
    "källa": "source",
    "typ": "type",
    "författare": "author",
    "avsändare": "author",
    "sajt": "site",
    "webbplats": "site",
    "länk": "url",
    "rubrik": "title",
    "titel": "title",
    "har": "has",
    "följare": "followers",
    "lista": "list",
}
_ALSO = {
    "language": "lang",
    "from": "author",
    "user": "author",
    "domain": "site",
    "link": "url",
    "headline": "title",
}
Place = tuple[int, int]


def field(lexeme: Lexeme, name: str) -> Leaf:
    """The leaf for ``lexeme``, a field called ``name``. Raises QueryError."""
    read = _READERS.get(name)
    if read is None:
        raise _unknown(name, lexeme)
    if not lexeme.value.strip():
        raise QueryError("missing-value", lexeme.end - 1, expected="value", field=name)
    return read(lexeme, (lexeme.position, len(lexeme.text)))


def is_field(name: str) -> bool:
    """Whether the language has a field called ``name``."""
    return name in _READERS or name == "list"


def _equals(name: Literal["lang", "source", "type", "author"]) -> Callable[[Lexeme, Place], Leaf]:
    def read(lexeme: Lexeme, place: Place) -> Leaf:
        value = normalise(lexeme.value.strip()).removeprefix("@" if name == "author" else "")
        if "*" in value or not value:
            raise _unknown_value(name, lexeme, "value")
        return Field(*place, name, value)

    return read


def _title(lexeme: Lexeme, place: Place) -> Leaf:
    before = lexeme.text.index(":") + 1
    return Title(*place, term(lexeme.value, lexeme.position + before, len(lexeme.text) - before))


def _raw(lexeme: Lexeme, place: Place) -> Leaf:
    return Raw(*place, lexeme.value)


def _url(lexeme: Lexeme, place: Place) -> Leaf:
    value = normalise(lexeme.value)
    if not value:
        raise QueryError("missing-value", lexeme.end - 1, expected="value", field="url")
    return Url(*place, value)


def _site(lexeme: Lexeme, place: Place) -> Leaf:
    value = normalise(lexeme.value.strip())
    if not _SITE.fullmatch(value):
        raise QueryError("bad-site", *place, expected="site", value=lexeme.value)
    return Site(*place, host(value))


def _has(lexeme: Lexeme, place: Place) -> Leaf:
    value = normalise(lexeme.value.strip())
    if value not in {"link", "title", "question"}:
        raise _unknown_value("has", lexeme, "link-or-title-or-question")
    return Has(*place, cast(Literal["link", "title", "question"], value))


def _followers(lexeme: Lexeme, place: Place) -> Leaf:
    number = _NUMBER.fullmatch(lexeme.value.strip())
    if not number or int(number[2]) > MAX_FOLLOWERS:
        start = lexeme.position + len("followers:")
        raise QueryError(
            "bad-number",
            start,
            lexeme.end - start,
            expected="number",
            text=lexeme.value,
            lowest=0,
            highest=MAX_FOLLOWERS,
        )
    sign = {"≤": "<=", "≥": ">=", None: "="}.get(number[1], number[1])
    return Followers(*place, cast(Operator, sign), int(number[2]))


_READERS: dict[str, Callable[[Lexeme, Place], Leaf]] = {
    "lang": _equals("lang"),
    "source": _equals("source"),
    "type": _equals("type"),
    "author": _equals("author"),
    "title": _title,
    "raw": _raw,
    "url": _url,
    "site": _site,
    "has": _has,
    "followers": _followers,
}
FIELDS = (*_READERS, "list")


def _unknown(name: str, lexeme: Lexeme) -> QueryError:
    place = lexeme.position, len(name)
    suggestion = suggested_field(name)
    known = ", ".join(FIELDS)
    if suggestion:
        return QueryError(
            "unknown-field-did-you-mean",
            *place,
            expected="field",
            field=name,
            fields=known,
            suggestion=suggestion + ":",
        )
    return QueryError("unknown-field", *place, expected="field", field=name, fields=known)


def suggested_field(name: str) -> str:
    """The field that was probably meant by ``name``; empty when nothing is near."""
    if known := _IN_SWEDISH.get(name) or _ALSO.get(name):
        return known
    return next(iter(get_close_matches(name[:20], FIELDS, n=1, cutoff=0.7)), "")


def _unknown_value(name: str, lexeme: Lexeme, expected: str) -> QueryError:
    place = lexeme.position, len(lexeme.text)
    return QueryError("unknown-value", *place, expected=expected, field=name, value=lexeme.value)
