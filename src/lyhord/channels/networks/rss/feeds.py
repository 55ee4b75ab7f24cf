"""A feed and its items, read into plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_ITEMS = 500
LONGEST_TEXT, LONGEST_TITLE, LONGEST_LINE, LONGEST_LINK = 50_000, 1_000, 300, 2_000


@dataclass(frozen=True, slots=True)
class Item:
    """One item. Times are ISO 8601 in UTC or empty; ``key`` is the item's own id, empty when it has none."""

    key: str = ""
    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: name, language, for how many minutes it says it stays the same, its items as they stand."""

    title: str = ""
    url: str = ""
    language: str = ""
    minutes: int = 0
    items: tuple[Item, ...] = field(default=())


def as_json(feed: Feed) -> dict[str, Any]:
    """The feed in values that JSON holds."""
    items = [
        {name: getattr(item, name) for name in Item.__dataclass_fields__ if getattr(item, name)}
        for item in feed.items
    ]
    return {
        "title": feed.title,
        "url": feed.url,
        "language": feed.language,
        "minutes": feed.minutes,
        "items": items,
    }


def from_json(values: Mapping[str, Any]) -> Feed:
    """What ``as_json`` made."""
    items = tuple(Item(**{**item, "links": tuple(item.get("links", ()))}) for item in values["items"])
    return Feed(values["title"], values["url"], values["language"], values["minutes"], items)
