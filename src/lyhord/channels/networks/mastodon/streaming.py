"""The public stream of an instance: first what was missed, then what is said; edits and deletions, too."""

import json
from asyncio import sleep, to_thread
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from lyhord.channels.contract import Event, Missed
from lyhord.channels.networks.mastodon.client import PAGE, Instance
from lyhord.channels.networks.mastodon.line import Line, opened
from lyhord.channels.networks.mastodon.sse import Message
from lyhord.channels.networks.mastodon.statuses import Status, event_of, id_of, uri_of
from lyhord.common.clock import utc_now
from lyhord.common.http.errors import Answered, OutgoingError
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.sentences import gettext_noop

_MOST_PAGES = 100  # 4,000 statuses; an instance answers 300 questions in five minutes
_SHORT_S, _LONGEST_PAUSE_S = 5.0, 10.0
_WITHOUT_STREAM_S = 15.0  # between two looks at an instance that has no stream
TOO_LONG = gettext_noop("We were away for longer than we may ask the server to repeat.")


@dataclass(frozen=True, slots=True)
class Place:
    """The newest status that we have, and when it was said."""

    id: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.id} {self.at.isoformat()}"

    @classmethod
    def read(cls, cursor: str) -> "Place | None":
        """A stored cursor; None when there is none or it is not ours."""
        status_id, _, at = cursor.partition(" ")
        try:
            return cls(status_id, datetime.fromisoformat(at)) if status_id else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the stream. ``names``: by their ids on this server, the ids of its statuses everywhere.

    ``gone``: ids on this server of statuses that were taken back.
    """

    place: Place | None
    events: tuple[Event, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    missed: Missed | None = None


async def listen(instance: Instance, outgoing: Outgoing, place: Place | None) -> AsyncGenerator[Piece, None]:
    """The stream from ``place`` on, for ever; on an instance that has none, a look every few seconds.

    Raises OutgoingError when the line cannot be opened.
    """
    url, short = await to_thread(instance.streaming) + "/api/v1/streaming/public", 0
    while True:
        started = monotonic()
        try:
            async with opened(outgoing, url, host=instance.host, token=instance.token) as line:
                async for piece in _from(instance, place, line):
                    place = piece.place
                    yield piece
        except Answered as answer:
            if answer.status != 404:
                raise
            async for piece in _from(instance, place, None):
                place = piece.place
                yield piece
            await sleep(_WITHOUT_STREAM_S)
        short = short + 1 if monotonic() - started < _SHORT_S else 0
        await sleep(min(_LONGEST_PAUSE_S, 0.1 * 2**short) if short > 1 else 0)


async def _from(instance: Instance, place: Place | None, line: Line | None) -> AsyncGenerator[Piece, None]:
    """What was missed, and, until it closes, what comes over the line."""
    async for piece in _back_fill(instance, place):
        place = piece.place
        yield piece
    while line is not None:
        try:
            said = await line.gathered()
        except OutgoingError:  # closed: we call again
            return
        piece = _spoken(instance, said, place)
        place = piece.place
        yield piece


async def _back_fill(instance: Instance, place: Place | None) -> AsyncGenerator[Piece, None]:
    """What was said since ``place``, page by page; without a place the newest page."""
    if place is None:
        yield _page(instance, await to_thread(instance.public), None)
        return
    for _ in range(_MOST_PAGES):
        page = await to_thread(instance.public, min_id=place.id)
        piece = _page(instance, page, place)
        yield piece
        if len(page) < PAGE or piece.place is None or piece.place.id == place.id:
            return
        place = piece.place
    yield Piece(place, missed=Missed(from_at=place.at, to_at=utc_now(), reason=TOO_LONG))


def _page(instance: Instance, page: Sequence[Status], place: Place | None) -> Piece:
    now = utc_now()
    events = [event_of(status, host=instance.host, now=now) for status in reversed(page)]
    good = tuple(filter(None, events))
    names = {id_of(status): uri_of(status) for status in page if uri_of(status)}
    if page:
        place = Place(id_of(page[0]), good[-1].at if good else now)
    return Piece(place, good, names)


def _spoken(instance: Instance, said: Sequence[Message], place: Place | None) -> Piece:
    """What the messages say, in their order; what is no message of ours is passed over."""
    now, events, names, gone = utc_now(), [], {}, []
    for message in said:
        if message.name == "delete":
            gone.append(message.data.strip())
        if message.name not in {"update", "status.update"}:
            continue
        status, is_edit = _status(message.data), message.name == "status.update"
        event = event_of(status, host=instance.host, now=now, is_edit=is_edit)
        if event:
            events.append(event)
            names[id_of(status)] = uri_of(status)
            place = place if is_edit else Place(id_of(status), event.at)
    return Piece(place, tuple(events), names, tuple(gone))


def _status(data: str) -> Status:
    try:
        status = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return status if isinstance(status, Mapping) else {}
