"""What both streams have in common: a message read into our words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lyhord.channels.contract import Event

# Accounts in these states are closed; "desynchronized" and "throttled" are the network's own trouble.
CLOSED = frozenset({"deleted", "deactivated", "suspended", "takendown"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: its events, its place in the stream, and whose handle may have changed (DIDs)."""

    at: datetime
    place: int
    events: tuple[Event, ...] = ()
    renamed: frozenset[str] = frozenset()


class Skipped(Exception):
    """The server cannot give all that we asked for. ``start_over``: our place means nothing to it."""

    def __init__(self, *, start_over: bool) -> None:
        super().__init__()
        self.start_over = start_over


class Wire(Protocol):
    """How one kind of stream is asked for and read."""

    hosts: tuple[str, ...]
    tells_of_gaps: bool  # else a gap shows only in the times of what comes

    def url(self, host: str, place: int | None, *, is_same_host: bool) -> str:
        """Where to listen, from ``place`` on (None: from now)."""
        ...

    def read(self, message: str | bytes) -> Heard | None:
        """The message in our words; None for garbage and for what does not concern us. Raises Skipped."""
        ...
