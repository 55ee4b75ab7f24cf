"""A line of a file → a post or a query."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lyhord.percolator.post import Post

_TEXTS = ("text", "title", "author", "author_name", "lang", "source", "type")
_KINDS: Mapping[str, tuple[frozenset[type], str]] = {
    **dict.fromkeys(_TEXTS, (frozenset({str}), "text")),
    "id": (frozenset({str, int}), "text or whole number"),
    "links": (frozenset({list}), "list of texts"),
    "followers": (frozenset({int}), "whole number"),
    "created_at": (frozenset({str, datetime}), "time"),
}
FIELDS = frozenset(_KINDS)
_DECODER = json.JSONDecoder()
Told = Mapping[str, Any]


class BadLine(Exception):
    """A line that holds no post or query; the text says why."""


def told_in(line: bytes) -> Told:
    """The object that a line of JSON holds. Raises BadLine."""
    try:
        text = line.decode("utf-8-sig" if line.startswith(b"\xef") else "utf-8").strip()
        told, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise BadLine("is not JSON") from error
    if end != len(text):
        raise BadLine("is not JSON")
    if not isinstance(told, dict):
        raise BadLine("is not an object")
    return told


def post_of(told: Told) -> Post:
    """The post; what is ``null`` counts as not given. Raises BadLine."""
    given = {name: value for name, value in told.items() if value is not None and name in _KINDS}
    for name, value in given.items():
        if type(value) not in _KINDS[name][0]:
            raise _wrong(name)
    if "id" not in given or "text" not in given:
        raise BadLine("needs id and text")
    given["id"] = str(given["id"])
    if "links" in given:
        given["links"] = _links(given["links"])
    if "created_at" in given:
        given["created_at"] = _moment(given["created_at"])
    return Post(**given)


def identity(told: Told) -> str:
    """Its id, as text. Raises BadLine."""
    found = told.get("id")
    if type(found) not in _KINDS["id"][0]:
        raise BadLine("needs an id that is a text or a whole number")
    return str(found)


def _wrong(name: str) -> BadLine:
    return BadLine(f"is no post: {name} is no {_KINDS[name][1]}")


def _links(told: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(link, str) for link in told):
        raise _wrong("links")
    return tuple(told)


def _moment(told: str | datetime) -> datetime:
    if isinstance(told, datetime):
        return told
    try:
        return datetime.fromisoformat(told)
    except ValueError as error:
        raise _wrong("created_at") from error
