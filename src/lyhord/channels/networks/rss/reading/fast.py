"""The quick way: fastfeedparser (lxml) for what is well-formed, in UTF-8 and usual."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import fastfeedparser

from lyhord.channels.networks.rss.reading.raw import RawFeed, RawItem

# Where fastfeedparser and feedparser part (measured on feedparser's own corpus): markup inside titles,
# base64, addresses with a base of their own, entities and document types.
_CARE = re.compile(
    rb"xhtml|base64|xml:base|mode\s*=|<!DOCTYPE|<!ENTITY|cdf|<channel\s+href"
    rb"|<(?:\w{1,20}:)?title\b[^<>]*>[^<]*<(?!/|!\[CDATA)",
    re.I,
)
_DATE = re.compile(rb"<(?:\w{1,20}:)?(?:pubDate|date|published|updated|issued|modified|created)\b", re.I)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_NOT_IN_UTF8 = re.compile(r"charset\s*=\s*\"?\s*(?!utf-?8)\w", re.I)


def read_fast(document: bytes, content_type: str) -> RawFeed | None:
    """The feed, or None when it needs more care than this."""
    if not _is_usual(document, content_type):
        return None
    try:
        parsed = fastfeedparser.parse(document, include_media=False, include_enclosures=False)
    except Exception:
        return None
    feed, entries = parsed.get("feed") or {}, parsed.get("entries") or []
    if not entries or not all(entry.get("title") for entry in entries):
        return None
    dates = sum(1 for _ in _DATE.finditer(document))
    if 0 < dates < sum(1 for entry in entries if entry.get("published")):
        return None  # it guesses: an id such as "1" becomes the first of this month
    return RawFeed(
        title=_text(feed, "title"), url=_text(feed, "link"), language=_text(feed, "language"),
        minutes=_number(feed.get("ttl")), items=[_item(entry, has_dates=dates > 0) for entry in entries],
    )  # fmt: skip


def _is_usual(document: bytes, content_type: str) -> bool:
    declared = _DECLARED.match(document)
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        return False
    if _NOT_IN_UTF8.search(content_type) or _CARE.search(document):
        return False
    try:
        document.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _item(entry: Mapping[str, Any], *, has_dates: bool) -> RawItem:
    content = entry.get("content")
    first = content[0] if isinstance(content, list) and content else {}
    return RawItem(
        key=_text(entry, "id"),
        url=_text(entry, "link"),
        title=_text(entry, "title"),
        markup=_text(first, "value") or _text(entry, "description") or _text(entry, "summary"),
        author=_text(entry, "author"),
        published=_moment(entry.get("published")) if has_dates else None,
        updated=_moment(entry.get("updated")),
        language=_text(entry, "language"),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
