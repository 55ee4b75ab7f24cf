"""The careful way: feedparser, for everything that is old, odd, wrongly encoded or broken."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from lyhord.channels.networks.rss.reading.raw import RawFeed, RawItem


def read_carefully(document: bytes, content_type: str, base: str) -> RawFeed | None:
    """The feed, or None when there is nothing like a feed in it."""
    parsed = feedparser.parse(
        BytesIO(document),  # a stream: text would be taken for an address or a file's name
        response_headers={"content-type": content_type, "content-location": base},
        sanitize_html=False,  # we take the words only
        resolve_relative_uris=False,
    )
    feed, entries = parsed.feed, parsed.entries
    if not entries and not parsed.version and not feed.get("title"):
        return None
    return RawFeed(
        title=_text(feed, "title"), url=_text(feed, "link"), language=_text(feed, "language"),
        minutes=_minutes(feed), items=[_item(entry) for entry in entries],
    )  # fmt: skip


def _item(entry: dict[str, Any]) -> RawItem:
    """Times by ``dict.get``: feedparser gives ``updated`` for ``published`` and the other way round."""
    content = entry.get("content")
    longest = max((_text(part, "value") for part in content), key=len) if content else ""
    title = entry.get("title_detail") or {}
    return RawItem(
        key=_text(entry, "id"),
        url=_text(entry, "link"),
        title=_text(entry, "title"),
        markup=longest or _text(entry, "summary"),
        author=_text(entry, "author"),
        published=_moment(dict.get(entry, "published_parsed") or dict.get(entry, "created_parsed")),
        updated=_moment(dict.get(entry, "updated_parsed")),
        language=_text(title, "language"),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _moment(parts: object) -> datetime | None:
    if not isinstance(parts, struct_time):
        return None
    try:
        return datetime(*parts[:6], tzinfo=UTC)
    except ValueError:  # a leap second, or a year that cannot be
        return None


def _minutes(feed: Mapping[str, Any]) -> int:
    """How long it says it stays the same: RSS's ttl, or the syndication module's period."""
    ttl = _text(feed, "ttl")
    if ttl.isdigit() and len(ttl) < 6:
        return int(ttl)
    periods = {"hourly": 60, "daily": 1440, "weekly": 10_080}
    period = periods.get(_text(feed, "sy_updateperiod").strip().lower(), 0)
    times = _text(feed, "sy_updatefrequency").strip()
    return period // int(times) if period and times.isdigit() and int(times[:6]) > 0 else period
