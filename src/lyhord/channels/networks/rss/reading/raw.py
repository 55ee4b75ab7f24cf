"""What both parsers give, before it is cleaned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from lyhord.channels.networks.rss.feeds import (
    LONGEST_LINE,
    LONGEST_LINK,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ITEMS,
    Feed,
    Item,
)
from lyhord.channels.plain_text import links, plain

_MOST_LINKS = 20


@dataclass(slots=True)
class RawItem:
    """An item as a parser gives it: markup, addresses that may be relative."""

    key: str = ""
    url: str = ""
    title: str = ""
    markup: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    more_links: Sequence[str] = ()


@dataclass(slots=True)
class RawFeed:
    """A feed as a parser gives it."""

    title: str = ""
    url: str = ""
    language: str = ""
    minutes: int = 0
    items: list[RawItem] = field(default_factory=list)


def cleaned(raw: RawFeed, *, base: str) -> Feed:
    """Markup to text, addresses made whole, everything within its limits. The first items are the newest."""
    home = _address(raw.url, base)
    return Feed(
        title=plain(raw.title)[:LONGEST_TITLE],
        url=home,
        language=_language(raw.language),
        minutes=raw.minutes if 0 < raw.minutes < 100_000 else 0,
        items=tuple(_item(item, base=home or base) for item in raw.items[:MOST_ITEMS]),
    )


def _item(raw: RawItem, *, base: str) -> Item:
    markup = raw.markup[: LONGEST_TEXT * 4]
    url = _address(raw.url, base)
    return Item(
        key=raw.key.strip()[:LONGEST_LINK],
        url=url,
        title=plain(raw.title[: LONGEST_TITLE * 10])[:LONGEST_TITLE],
        text=plain(markup)[:LONGEST_TEXT],
        author=plain(raw.author[:LONGEST_TITLE])[:LONGEST_LINE],
        published=_iso(raw.published),
        updated=_iso(raw.updated),
        language=_language(raw.language),
        links=tuple(_addresses([*raw.more_links, *links(markup)], url or base)),
    )


def _addresses(found: Iterable[str], base: str) -> list[str]:
    whole = dict.fromkeys(_address(link, base) for link in found)
    return [link for link in whole if link][:_MOST_LINKS]


def _address(link: str, base: str) -> str:
    """``link`` as seen from ``base``; empty when it is none for a browser."""
    link = link.strip()
    if not link or len(link) > LONGEST_LINK:
        return ""
    try:
        whole = urljoin(base, link)
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""


def _language(tag: str) -> str:
    first = tag.strip().replace("_", "-").split("-")[0].lower()
    return first if first.isalpha() and first.isascii() and 2 <= len(first) <= 3 else ""


def _iso(moment: datetime | None) -> str:
    if moment is None:
        return ""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (OverflowError, ValueError):
        return ""
