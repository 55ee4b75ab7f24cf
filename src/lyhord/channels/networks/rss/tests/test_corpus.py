"""Every feed that feedparser is tested with, fetched over HTTP like any other."""

import calendar
import re
import sys
import tarfile
import time
from datetime import datetime
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from lyhord.channels.networks.rss.client import fetch_feed
from lyhord.channels.networks.rss.feeds import Item
from lyhord.channels.plain_text import plain
from lyhord.common.http import OutgoingError

ROOT = Path(__file__).resolve().parents[6]
HEADER = re.compile(rb"^Header:\s+([^:\s]+):(.+)$", re.MULTILINE)
SLOWEST_S = 2.0


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    sys.path.insert(0, str(ROOT / "tools"))
    from feed_corpus import corpus  # noqa: PLC0415 -- tools are no package

    with tarfile.open(corpus()) as archive:
        members = [m for m in archive if m.isfile() and "/tests/" in m.name and not m.name.endswith(".py")]
        return {m.name.split("/tests/")[1]: archive.extractfile(m).read() for m in members}


def headers_of(document: bytes) -> dict[str, str]:
    """What the file's comment says the server sends with it; lengths and encodings are ours to say."""
    said = {
        name.decode().lower(): value.decode("latin-1").strip() for name, value in HEADER.findall(document)
    }
    return {"content-type": "application/xml", **said}


def serve(web, name: str, document: bytes) -> str:
    own = {
        name: value
        for name, value in headers_of(document).items()
        if name in {"content-type", "content-language"}
    }
    return web.page(f"/{name}", document, own)


def test_every_feed_is_survived_and_99_in_100_wellformed_ones_are_read_right(files, web, out, reader):
    fetch_feed(
        out, reader, web.page("/first", "<rss version='2.0'><channel><title>x</title></channel></rss>")
    )
    crashed, slow, different, wellformed = [], [], [], 0

    for name, document in files.items():
        url, started = serve(web, name, document), time.monotonic()
        try:
            items = fetch_feed(out, reader, url).feed.items
        except OutgoingError:  # said in words
            items = ()
        except Exception as error:
            crashed.append((name, repr(error)))
            continue
        slow += [name] if time.monotonic() - started > SLOWEST_S else []
        if name.startswith("wellformed/") and name.endswith(".xml"):
            wellformed += 1
            different += [] if is_read_right(items, document, url) else [name]

    assert (len(files) >= 2_107, crashed, slow) == (True, [], [])
    assert (wellformed > 1_700, len(different) <= wellformed // 100) == (True, True), different


def is_read_right(items: tuple[Item, ...], document: bytes, url: str) -> bool:
    """Title, id and date of every item are those that feedparser gives."""
    headers = {**headers_of(document), "content-location": url}
    expected = feedparser.parse(BytesIO(document), response_headers=headers).entries
    if len(items) != len(expected):
        return False
    return all(
        " ".join(item.title.split()) == " ".join(plain(entry.get("title", "")).split())
        and ("id" not in entry or item.key == entry.id.strip())
        and stamp(item.published or item.updated) == date_of(entry)
        for item, entry in zip(items, expected, strict=True)
    )


def date_of(entry: dict) -> int | None:
    """By ``dict.get``: feedparser gives ``updated`` for ``published`` and the other way round."""
    names = ("published_parsed", "created_parsed", "updated_parsed")
    parts = next(filter(None, (dict.get(entry, name) for name in names)), None)
    return calendar.timegm(parts) if parts else None


def stamp(text: str) -> int | None:
    return int(datetime.fromisoformat(text).timestamp()) if text else None
