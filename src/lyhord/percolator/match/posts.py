"""A line of a file → a post or a query."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lyhord.percolator.post import Post

FIELDS = (
    *("id", "text", "title", "author", "author_name", "lang", "source", "type"),
    *("links", "followers", "created_at"),
)
_TEXTS = FIELDS[1:8]
Told = Mapping[str, Any]


class BadLine(Exception):
    """A line that holds no post or query; the text says why."""


def told_in(line: bytes) -> Told:
    """The object that a line of JSON holds. Raises BadLine."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine("is not JSON") from error
    if not isinstance(told, dict):
        raise BadLine("is not an object")
    return told


def post_of(told: Told) -> Post:
    """The post; what is ``null`` counts as not given. Raises BadLine."""
    given = {name: told[name] for name in FIELDS if told.get(name) is not None}
    texts = {name: _text(given, name) for name in _TEXTS if name in given}
    if "id" not in given or "text" not in texts:
        raise BadLine("needs id and text")
    return Post(
        id=identity(given),
        **texts,
        links=_links(given.get("links", ())),
        followers=_followers(given.get("followers")),
        created_at=_moment(given.get("created_at")),
    )


def identity(told: Told) -> str:
    """Its id, as text. Raises BadLine."""
    found = told.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise BadLine("needs an id that is a text or a whole number")
    return str(found)


def _text(told: Told, name: str) -> str:
    if not isinstance(told[name], str):
        raise BadLine(f"is no post: {name} is no text")
    return str(told[name])


def _links(told: object) -> tuple[str, ...]:
    if isinstance(told, list | tuple) and all(isinstance(link, str) for link in told):
        return tuple(told)
    raise BadLine("is no post: links is no list of texts")


def _followers(told: object) -> int | None:
    if told is None or (isinstance(told, int) and not isinstance(told, bool)):
        return told
    raise BadLine("is no post: followers is no whole number")


def _moment(told: object) -> datetime | None:
    if told is None or isinstance(told, datetime):
        return told
    try:
        return datetime.fromisoformat(str(told))
    except ValueError as error:
        raise BadLine("is no post: created_at is no time") from error
