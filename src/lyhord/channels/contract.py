"""What every network gives us, in plain values: no Django, no wire."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol

from lyhord.common.http.errors import OutgoingError
from lyhord.percolator import Post


class Kind(Enum):
    """What happened to a post at its source."""

    POSTED = "posted"
    EDITED = "edited"
    DELETED = "deleted"
    AUTHOR_GONE = "author gone"  # every post of ``author_id`` is to be forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened at a network.

    ``external_id`` is unique within the network and the same whatever way the post came to us (an at:// URI,
    the ActivityPub id, a feed item's guid made unique), at most 300 characters. ``at`` is aware UTC, the time
    of the event at the source; the post's own time is ``post.created_at``. ``post`` is None for DELETED and
    AUTHOR_GONE.
    """

    kind: Kind
    external_id: str
    at: datetime
    post: Post | None = None
    url: str = ""
    author_id: str = ""
    author_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A stretch of which the network could no longer give us the posts: aware UTC, and a sentence why."""

    from_at: datetime
    to_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Events in the order of the stream, and the cursor from which to go on after them.

    The cursor is stored in the same transaction as the events' rows, so it is never ahead of them.
    ``network``: where the posts were written, when the source only passes them on; else the source's.
    """

    events: tuple[Event, ...]
    cursor: str
    missed: Missed | None = None
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen: the plain values of a Source."""

    source_id: int
    network: str
    address: str
    language: str = ""
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one visit gave: a batch, what to remember for the next visit, and when that should be."""

    batch: Batch
    memory: dict[str, Any]
    next_in: timedelta


# A network did not do as we asked, whether the wire or we found out: ``ChannelError(sentence, permanent=…,
# retry_after_s=…, **params)``. ``message`` is English, pages translate; never what the network answered.
ChannelError = OutgoingError


class Streaming(Protocol):
    """A network that keeps a line open."""

    network: str

    def stream(self, address: Address, cursor: str) -> AsyncGenerator[Batch, None]:
        """Batches (at most 250 events, at most 1 s old) for ever, from ``cursor``; reconnects by itself.

        An empty batch at least every 10 s says that the line is open. Close it after use (``aclosing``).
        Raises ChannelError only when it makes no sense to go on at once.
        """
        ...


class Polling(Protocol):
    """A network that is visited now and then. Runs in a thread; may block up to 30 s."""

    network: str

    def poll(self, address: Address, cursor: str) -> Polled:
        """What is new since ``cursor``. Raises ChannelError."""
        ...
