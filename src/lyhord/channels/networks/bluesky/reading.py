"""Where we are in the stream, and whether it jumped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lyhord.channels.contract import Event, Missed
from lyhord.channels.networks.bluesky.wire import Heard, Skipped, Wire
from lyhord.common.sentences import gettext_noop

TOO_OLD = gettext_noop("We were away for longer than the network keeps its stream.")
STARTED_OVER = gettext_noop("The server began a new stream.")
_JUMP = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Place:
    """A message's own place and time, and until when we know that nothing came after it."""

    number: int
    at: datetime
    quiet_until: datetime

    def __str__(self) -> str:
        return f"{self.number} {self.at.isoformat()} {self.quiet_until.isoformat()}"

    @classmethod
    def read(cls, cursor: str) -> "Place | None":
        """A stored cursor; None when there is none or it is not ours."""
        try:
            number, at, quiet_until = cursor.split(" ")
            return cls(int(number), datetime.fromisoformat(at), datetime.fromisoformat(quiet_until))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the stream, in its order; empty when nothing was said for a while."""

    events: tuple[Event, ...]
    place: Place | None
    renamed: frozenset[str] = frozenset()
    missed: Missed | None = None


class Reading:
    """Reads messages one after another, over many connections."""

    def __init__(self, wire: Wire, place: Place | None) -> None:
        self._wire, self.place = wire, place
        self._known_until: datetime | None = None
        self._cut = ""

    def connected(self) -> None:
        """A new connection: what comes next should join what we had."""
        if self.place:
            self._known_until = max(self.place.at, self.place.quiet_until)

    def take(self, messages: Sequence[str | bytes], *, now: datetime) -> Piece:
        """What ``messages`` say; garbage is passed over. No message: all was quiet until ``now``."""
        events: list[Event] = []
        renamed: set[str] = set()
        missed: Missed | None = None
        for heard in self._heard(messages):
            missed = missed or self._jump(heard.at)
            events += heard.events
            renamed |= heard.renamed
            self._go_to(heard)
        if not messages and self.place:
            self.place = Place(self.place.number, self.place.at, now)
        return Piece(tuple(events), self.place, frozenset(renamed), missed)

    def _heard(self, messages: Sequence[str | bytes]) -> Iterator[Heard]:
        for message in messages:
            try:
                heard = self._wire.read(message)
            except Skipped as skipped:
                self._cut = STARTED_OVER if skipped.start_over else TOO_OLD
                self.place = None if skipped.start_over else self.place
                continue
            if heard is not None:
                yield heard

    def _jump(self, at: datetime) -> Missed | None:
        """What lies between the end of what we know and the first message of a connection."""
        known_until, self._known_until = self._known_until, None
        cut, self._cut = self._cut, ""
        silent = not cut and not self._wire.tells_of_gaps and known_until and at > known_until + _JUMP
        if known_until is None or not (cut or silent) or at <= known_until:
            return None
        return Missed(from_at=known_until, to_at=at, reason=cut or TOO_OLD)

    def _go_to(self, heard: Heard) -> None:
        """Never backwards: a message that comes late was read all the same."""
        if self.place is None or heard.place > self.place.number:
            self.place = Place(heard.place, heard.at, heard.at)
