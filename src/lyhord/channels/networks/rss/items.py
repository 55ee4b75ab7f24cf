"""Items become events: which are new, which have changed, what they are called in our archive. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from urllib.parse import urlsplit

from lyhord.channels.contract import Event, Kind, Missed
from lyhord.channels.networks.rss.feeds import Feed, Item
from lyhord.common.sentences import gettext_noop
from lyhord.percolator import Post

NETWORK = "rss"
AT_ONCE = 250  # events of one visit; the rest comes with the next
ROLLED_ON = gettext_noop("The feed moved on faster than we visited it.")
_REMEMBERED = 1_000
_LONGEST_ID = 300
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_ENOUGH_TO_JUDGE = 5  # items; a feed with fewer may well be all new


@dataclass(frozen=True, slots=True)
class Seen:
    """What we had read already: for every item, by a short form of its id, a short form of its content."""

    items: Mapping[str, str]

    @classmethod
    def read(cls, cursor: str) -> "Seen":
        """A stored cursor; nothing seen when it is none of ours."""
        try:
            stored = json.loads(cursor) if cursor else {}
        except ValueError:
            stored = {}
        items = stored.get("seen") if isinstance(stored, dict) else None
        return cls({str(k): str(v) for k, v in items.items()} if isinstance(items, dict) else {})

    def __str__(self) -> str:
        return json.dumps({"seen": self.items}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Visit:
    """Which feed was read, when, and when the time before; ``language`` is what its people said it has."""

    address: str
    now: datetime
    language: str = ""
    visited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What a visit brought: events in the order of their time, and whether there is more to fetch."""

    events: tuple[Event, ...]
    seen: Seen
    missed: Missed | None
    has_more: bool


def news(feed: Feed, seen: Seen, visit: Visit) -> News:
    """What is new or changed in ``feed`` for somebody who has read ``seen``."""
    named = _named(feed.items, visit.address)
    fresh = [name for name, item in named.items() if seen.items.get(_short(name)) != _content(item)]
    taken, left = fresh[:AT_ONCE], set(fresh[AT_ONCE:])
    events = [
        _event(name, named[name], feed, visit, is_edit=_short(name) in seen.items) for name in reversed(taken)
    ]
    events.sort(key=lambda event: event.at)
    now_seen = {_short(name): _content(item) for name, item in named.items() if name not in left}
    return News(
        events=tuple(events),
        seen=Seen(_remember(seen.items, now_seen)),
        missed=_rolled_on(named, seen, events, visit.visited_at),
        has_more=bool(left),
    )


def item_id(item: Item, address: str) -> str:
    """The item's name in our archive: its own id where its publisher speaks for it, else made unique.

    An address or tag as id is kept when it belongs to the feed's own host: another feed of the same site then
    gives the same article the same name, and no feed can speak for somebody else's article.
    """
    own = item.key or item.url or f"{item.title}\n{item.text[:200]}"
    if item.key.startswith(("http://", "https://")) and _host(item.key) == _host(address):
        name = own
    else:
        name = f"{address}#{own if item.key or item.url else _digest(own)}"
    return name if len(name) <= _LONGEST_ID else f"{name[: _LONGEST_ID - 33]}~{_digest(name)}"


def _named(items: Iterable[Item], address: str) -> dict[str, Item]:
    """Every item by its name; items that share one (a broken feed) are told apart by where they lead."""
    named: dict[str, Item] = {}
    for item in items:
        name = item_id(item, address)
        if name in named and item.url and item.url != named[name].url:
            name = f"{name[: _LONGEST_ID - 33]}~{_digest(item.url)}"
        named.setdefault(name, item)
    return named


def _event(name: str, item: Item, feed: Feed, visit: Visit, *, is_edit: bool) -> Event:
    now = visit.now
    published = _moment(item.published, now) or _moment(item.updated, now) or now
    post = Post(
        id=name,
        text=item.text,
        title=item.title,
        author=_host(feed.url) or _host(visit.address),
        author_name=item.author or feed.title,
        lang=visit.language or item.language or feed.language or "und",
        source=NETWORK,
        type="article",
        links=tuple(dict.fromkeys(filter(None, (item.url, *item.links)))),
        created_at=published,
    )
    return Event(
        kind=Kind.EDITED if is_edit else Kind.POSTED,
        external_id=name,
        at=now if is_edit else published,
        post=post,
        url=item.url or feed.url,
        author_id=visit.address,
        author_url=feed.url,
    )


def _rolled_on(
    named: Mapping[str, Item], seen: Seen, events: list[Event], visited_at: datetime | None
) -> Missed | None:
    """Nothing that we had read is there any more: between then and now something may have come and gone."""
    if not seen.items or visited_at is None or len(named) < _ENOUGH_TO_JUDGE:
        return None
    if any(_short(name) in seen.items for name in named) or not events:
        return None
    oldest = min(event.at for event in events)
    return Missed(from_at=visited_at, to_at=oldest, reason=ROLLED_ON) if oldest > visited_at else None


def _remember(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What stands in the feed, and as much of what stood there before as we have room for."""
    older = {name: content for name, content in before.items() if name not in now}
    room = max(0, _REMEMBERED - len(now))
    return {**dict(list(older.items())[-room:] if room else []), **now}


def _moment(text: str, now: datetime) -> datetime | None:
    """A time that can be: nothing is published before the web, nor after we read it."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if moment is None or moment < _EARLIEST or moment > now + timedelta(days=1):
        return None
    return min(moment, now)


def _content(item: Item) -> str:
    return _digest("\0".join((item.title, item.text, item.url)))[:12]


def _short(name: str) -> str:
    return _digest(name)[:16]


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
