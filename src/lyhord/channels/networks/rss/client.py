"""A feed over HTTP: asked for politely, read by another process."""

from collections.abc import Mapping
from dataclasses import dataclass

from lyhord.channels.networks.rss.feeds import Feed, from_json
from lyhord.channels.networks.rss.parsing import Reader
from lyhord.common.http.errors import OutgoingError
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.sentences import gettext_noop

NOT_A_FEED = gettext_noop("There is no feed at this address.")
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)


@dataclass(frozen=True)
class Fetched:
    """A feed as it is now (None: it has not changed), and what to remember for the next visit."""

    feed: Feed | None
    etag: str = ""
    last_modified: str = ""
    max_age_s: int = 0
    moved_to: str = ""


def fetch_feed(
    outgoing: Outgoing, reader: Reader, url: str, *, etag: str = "", last_modified: str = ""
) -> Fetched:
    """The feed at ``url``, unless it is the same as last time. Raises OutgoingError."""
    asked = {"Accept": ACCEPT, "If-None-Match": etag, "If-Modified-Since": last_modified}
    answer = outgoing.fetch(url, headers={name: value for name, value in asked.items() if value})
    feed = None
    if answer.status != 304:
        content_type = answer.headers.get("content-type", "")
        feed = read_feed(reader, answer.body, content_type=content_type, base=answer.url)
    return Fetched(
        feed=feed,
        etag=answer.headers.get("etag", "" if feed else etag)[:500],
        last_modified=answer.headers.get("last-modified", "" if feed else last_modified)[:100],
        max_age_s=_max_age(answer.headers),
        moved_to=answer.moved_to,
    )


def read_feed(reader: Reader, document: bytes, *, content_type: str, base: str) -> Feed:
    """The feed in a document. Raises OutgoingError when there is none, or when it is too heavy to read."""
    found = reader.read("feed", document, content_type=content_type, base=base)
    if found is None:
        raise OutgoingError(NOT_A_FEED)
    return from_json(found)


def _max_age(headers: Mapping[str, str]) -> int:
    for part in headers.get("cache-control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() == "max-age" and value.isdigit() and len(value) < 8:
            return int(value)
    return 0
