"""JSON Feed, versions 1 and 1.1. Source: https://www.jsonfeed.org/version/1.1/ (checked 2026-11-23)."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from typing import Any

from lyhord.channels.networks.rss.reading.raw import RawFeed, RawItem


def read_json_feed(document: bytes) -> RawFeed | None:
    """The feed, or None when it is none."""
    try:
        feed = json.loads(document)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, Mapping) or not isinstance(feed.get("items"), list):
        return None
    return RawFeed(
        title=escape(_text(feed, "title")),
        url=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
        items=[_item(item) for item in feed["items"] if isinstance(item, Mapping)],
    )


def looks_like_json(document: bytes) -> bool:
    """Whether it begins as JSON does."""
    return document[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _item(item: Mapping[str, Any]) -> RawItem:
    words = _text(item, "content_text") or _text(item, "summary")
    key = item.get("id")
    return RawItem(
        key=str(key) if isinstance(key, str | int | float) else "",
        url=_text(item, "url") or _text(item, "external_url"),
        title=escape(_text(item, "title")),
        markup=_text(item, "content_html") or escape(words).replace("\n", "<br>"),
        author=", ".join(_authors(item)),
        published=_moment(item.get("date_published")),
        updated=_moment(item.get("date_modified")),
        language=_text(item, "language"),
        more_links=[_text(item, "external_url")],
    )


def _authors(item: Mapping[str, Any]) -> Iterable[str]:
    """Version 1.1 has a list, version 1 has one."""
    authors = item.get("authors")
    for author in authors if isinstance(authors, list) else [item.get("author")]:
        if isinstance(author, Mapping) and isinstance(author.get("name"), str):
            yield escape(author["name"])


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
