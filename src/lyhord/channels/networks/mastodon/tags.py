"""A hashtag is visited: what is new there, what was edited, what has gone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lyhord.channels.contract import Event, Kind
from lyhord.channels.networks.mastodon.client import PAGE, Instance
from lyhord.channels.networks.mastodon.statuses import Status, edited_at, event_of, id_of, uri_of

_MOST_PAGES, _REMEMBERED, _MOST_ASKED = 6, 2 * PAGE, 10


@dataclass(frozen=True, slots=True)
class Row:
    """A status that we have read: its id there, its id everywhere, when it was edited."""

    id: str
    uri: str
    edited: str


@dataclass(frozen=True, slots=True)
class Read:
    """The newest statuses that we have read, the newest first."""

    rows: tuple[Row, ...] = ()

    @classmethod
    def from_cursor(cls, cursor: str) -> "Read":
        """A stored cursor; nothing read when it is none of ours."""
        try:
            rows = json.loads(cursor)["read"] if cursor else []
            return cls(tuple(Row(*map(str, row)) for row in rows))
        except (ValueError, TypeError, KeyError):
            return cls()

    def __str__(self) -> str:
        return json.dumps(
            {"read": [[row.id, row.uri, row.edited] for row in self.rows]}, separators=(",", ":")
        )


@dataclass(frozen=True, slots=True)
class Visited:
    """What a visit brought, oldest first, and whether there is more to fetch."""

    events: tuple[Event, ...]
    read: Read
    has_more: bool


def visit(instance: Instance, tag: str, read: Read, *, now: datetime) -> Visited:
    """Visit the hashtag. One request when little has happened, at most some twenty. Raises OutgoingError."""
    newest = instance.tag(tag)
    known = {row.id: row for row in read.rows}
    fresh, has_more = _fresh(instance, tag, read, newest)
    edited = [s for s in newest if id_of(s) in known and edited_at(s) != known[id_of(s)].edited]
    gone = list(_gone(instance, read, newest))
    events = [event_of(status, host=instance.host, now=now) for status in reversed(fresh)]
    events += [event_of(status, host=instance.host, now=now, is_edit=True) for status in reversed(edited)]
    events += [Event(kind=Kind.DELETED, external_id=row.uri, at=now) for row in gone]
    rows = _rows(fresh, edited, read, {row.id for row in gone})
    return Visited(tuple(filter(None, events)), Read(rows), has_more)


def _fresh(instance: Instance, tag: str, read: Read, newest: Sequence[Status]) -> tuple[list[Status], bool]:
    """What we have not read, the newest first; page by page from where we were, if a page is not enough."""
    if not read.rows:
        return list(newest), False
    ids = [id_of(status) for status in newest]
    known = {row.id for row in read.rows}
    at = next((place for place, one in enumerate(ids) if one in known), None)
    if at is not None:
        return [status for status in newest if id_of(status) not in known], False
    return _page_by_page(instance, tag, read.rows[0].id)


def _page_by_page(instance: Instance, tag: str, min_id: str) -> tuple[list[Status], bool]:
    found: list[Status] = []
    for _ in range(_MOST_PAGES):
        page = instance.tag(tag, min_id=min_id)
        found = [*page, *found]
        if len(page) < PAGE or id_of(page[0]) == min_id:
            return found, False
        min_id = id_of(page[0])
    return found, True


def _gone(instance: Instance, read: Read, newest: Sequence[Status]) -> Iterator[Row]:
    """Of what we had read, what is missing although older ones are there: asked for, to be sure."""
    there = {id_of(status) for status in newest}
    still = [place for place, row in enumerate(read.rows) if row.id in there]
    missing = [row for row in read.rows[: still[-1]] if row.id not in there] if still else []
    yield from (row for row in missing[:_MOST_ASKED] if instance.is_gone(row.id))


def _rows(fresh: Sequence[Status], edited: Sequence[Status], read: Read, gone: set[str]) -> tuple[Row, ...]:
    changed = {id_of(status): edited_at(status) for status in edited}
    new = [Row(id_of(status), uri_of(status), edited_at(status)) for status in fresh]
    old = [Row(row.id, row.uri, changed.get(row.id, row.edited)) for row in read.rows if row.id not in gone]
    return tuple([*new, *old][:_REMEMBERED])
