"""What can be asked of a document: its feed, the feeds a page points to, the outlines of an OPML file."""

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from lyhord.channels.networks.rss.feeds import LONGEST_LINE, as_json
from lyhord.channels.networks.rss.reading.careful import read_carefully
from lyhord.channels.networks.rss.reading.fast import read_fast
from lyhord.channels.networks.rss.reading.json_feed import looks_like_json, read_json_feed
from lyhord.channels.networks.rss.reading.raw import RawFeed, cleaned
from lyhord.channels.plain_text import plain

Found = dict[str, Any] | None
_MOST_OUTLINES = 2_000
_FEED_TYPES = ("rss+xml", "atom+xml", "feed+json", "rdf+xml")
_PAGE = re.compile(rb"<!doctype\s+html|<html\b", re.I)
_FEED_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.I)
_LINK = re.compile(rb"<link\b([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)


def read_feed(document: bytes, *, content_type: str, base: str) -> Found:
    """The feed in the document; None when there is none."""
    raw = _raw(document, content_type, base)
    return as_json(cleaned(raw, base=base)) if raw else None


def _raw(document: bytes, content_type: str, base: str) -> RawFeed | None:
    if looks_like_json(document):
        return read_json_feed(document)
    if not document.strip() or _is_page(document):
        return None
    return read_fast(document, content_type) or read_carefully(document, content_type, base)


def _is_page(document: bytes) -> bool:
    """A page for people: feedparser would look for items in it until it is stopped."""
    head = document[:20_000]
    return bool(_PAGE.search(head)) and not _FEED_ROOT.search(head)


def read_page(document: bytes, *, content_type: str, base: str) -> Found:
    """The feeds that a page names in its head, as they are written there."""
    feeds = []
    for found in _LINK.finditer(document[:1_000_000]):
        link = _attributes(found[1].decode("utf-8", "replace"))
        is_feed = link.get("type", "").lower().strip().endswith(_FEED_TYPES)
        if is_feed and "alternate" in link.get("rel", "").lower().split() and link.get("href"):
            feeds.append([link["href"], link.get("title", "")[:LONGEST_LINE]])
    return {"feeds": feeds[:50]}


def read_outlines(document: bytes, *, content_type: str, base: str) -> Found:
    """The feeds of an OPML file; None when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True
    )
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or etree.QName(root).localname.lower() != "opml":
        return None
    outlines = []
    for element in root.iter("outline"):
        given = {name.lower(): value for name, value in element.attrib.items()}
        if given.get("xmlurl"):
            name = given.get("title") or given.get("text") or ""
            outlines.append([given["xmlurl"].strip(), plain(name)[:LONGEST_LINE], given.get("language", "")])
    return {"feeds": outlines[:_MOST_OUTLINES]}


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): plain(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


READERS: dict[str, Callable[..., Found]] = {"feed": read_feed, "page": read_page, "opml": read_outlines}
