"""Feeds in the contract's words."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from lyhord.channels.contract import Address, Batch, Polled
from lyhord.channels.networks.rss import pacing
from lyhord.channels.networks.rss.client import Fetched, fetch_feed
from lyhord.channels.networks.rss.feeds import Feed
from lyhord.channels.networks.rss.items import NETWORK, News, Seen, Visit, news
from lyhord.channels.networks.rss.parsing import reader
from lyhord.common.clock import utc_now
from lyhord.common.http import OutgoingError, outgoing
from lyhord.common.http.addressing import target
from lyhord.common.sentences import gettext_noop

_RNG = Random()
_LONGEST = 500
TOO_LONG = gettext_noop("This address is too long.")


class Rss:
    """One feed of a workspace. ``memory``: etag, last_modified, moved_to, visited_at, wait_s."""

    network = NETWORK

    def poll(self, address: Address, cursor: str) -> Polled:
        """What is new or changed since ``cursor``. Raises ChannelError."""
        now, seen = utc_now(), Seen.read(cursor)
        fetched = _fetch(address, seen)
        found = _news(address, seen, fetched.feed, now)
        wait = pacing.next_in(
            timedelta(seconds=float(address.memory.get("wait_s") or pacing.USUAL.total_seconds())),
            has_changed=bool(found.events),
            has_more=found.has_more,
            asked_for_s=max(fetched.max_age_s, 60 * fetched.feed.minutes if fetched.feed else 0),
            rng=_RNG,
        )
        batch = Batch(events=found.events, cursor=str(found.seen), missed=found.missed)
        return Polled(batch=batch, memory=_memory(address, fetched, found, now, wait), next_in=wait)


def normal_address(address: str) -> str:
    """A feed's address as we keep it: a host in small letters, no fragment. Raises ChannelError."""
    written = address.strip()
    for odd in ("feed://", "feed:"):
        if written.lower().startswith(odd):
            rest = written[len(odd) :]
            written = rest if rest.lower().startswith("http") else f"https://{rest}"
    if "://" not in written and "." in written:
        written = f"https://{written}"
    if len(written) > _LONGEST:
        raise OutgoingError(TOO_LONG)
    parts = urlsplit(target(written).url)
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment=""))


def _fetch(address: Address, seen: Seen) -> Fetched:
    """From where it has moved to, when it said so; from its old place, when that no longer works."""
    memory = address.memory
    moved_to = str(memory.get("moved_to", ""))
    known = {name: str(memory.get(name, "")) if seen.items else "" for name in ("etag", "last_modified")}
    try:
        return fetch_feed(outgoing(), reader, moved_to or address.address, **known)
    except OutgoingError:
        if not moved_to:
            raise
    return fetch_feed(outgoing(), reader, address.address)


def _news(address: Address, seen: Seen, feed: Feed | None, now: datetime) -> News:
    if feed is None:
        return News(events=(), seen=seen, missed=None, has_more=False)
    visited_at = address.memory.get("visited_at")
    before = datetime.fromisoformat(visited_at) if isinstance(visited_at, str) else None
    return news(feed, seen, Visit(address.address, now, address.language, before))


def _memory(
    address: Address, fetched: Fetched, found: News, now: datetime, wait: timedelta
) -> dict[str, Any]:
    """Where there is more to fetch, the feed must not say next time that nothing has changed."""
    before = address.memory
    return {
        "etag": "" if found.has_more else fetched.etag,
        "last_modified": "" if found.has_more else fetched.last_modified,
        "moved_to": fetched.moved_to or before.get("moved_to", ""),
        "visited_at": now.isoformat(),
        "wait_s": before.get("wait_s") if found.has_more else round(wait.total_seconds()),
        "title": fetched.feed.title if fetched.feed else before.get("title", ""),
    }
