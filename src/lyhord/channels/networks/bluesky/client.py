"""Listening to a stream: connect, read, reconnect, go to the next host. Knows the wire, not our database."""

from asyncio import sleep, timeout
from collections.abc import AsyncGenerator
from contextlib import aclosing
from time import monotonic

from lyhord.channels.networks.bluesky.reading import Piece, Place, Reading
from lyhord.channels.networks.bluesky.wire import Wire
from lyhord.common.clock import utc_now
from lyhord.common.http.errors import OutgoingError
from lyhord.common.http.lines import Line, LineClosed
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.sentences import gettext_noop

SIZE, GATHER_S, PAUSE_S, QUIET_S = 250, 0.3, 0.03, 5.0
NO_HOST = gettext_noop("No host keeps the line open.")
_SHORT_S, _LONGEST_PAUSE_S = 5.0, 10.0


async def listen(wire: Wire, outgoing: Outgoing, place: Place | None) -> AsyncGenerator[Piece, None]:
    """The stream from ``place`` on (None: from now), for ever, from one host after another.

    A host that has spoken is asked again first. Raises OutgoingError when all hosts stay silent.
    """
    reading, turn, silent, short = Reading(wire, place), 0, 0, 0
    spoke_last = ""
    error = OutgoingError(NO_HOST)
    while silent < len(wire.hosts):
        host, started, spoke = wire.hosts[turn % len(wire.hosts)], monotonic(), False
        line = _line(reading, wire, outgoing, host, is_same_host=host == spoke_last)
        try:
            async with aclosing(line):
                async for piece in line:
                    spoke, spoke_last = True, host
                    yield piece
        except OutgoingError as found:
            error = found
        turn, silent = (turn, 0) if spoke else (turn + 1, silent + 1)
        short = short + 1 if monotonic() - started < _SHORT_S else 0
        await sleep(min(_LONGEST_PAUSE_S, 0.1 * 2**short) if short > 1 else 0)
    raise error


async def _line(
    reading: Reading, wire: Wire, outgoing: Outgoing, host: str, *, is_same_host: bool
) -> AsyncGenerator[Piece, None]:
    """One connection, until it closes."""
    url = wire.url(host, reading.place.number if reading.place else None, is_same_host=is_same_host)
    async with outgoing.websocket(url) as line:
        reading.connected()
        while (messages := await _gathered(line)) is not None:
            yield reading.take(messages, now=utc_now())


async def _gathered(line: Line) -> list[str | bytes] | None:
    """What comes within a moment, until a pause; empty: all is quiet, None: the line is closed.

    A busy stream has no pauses: it is stored three times a second. On a quiet one nobody waits for more.
    """
    messages: list[str | bytes] = []
    try:
        async with timeout(QUIET_S):
            messages.append(await line.recv())
        async with timeout(GATHER_S):
            while len(messages) < SIZE:
                async with timeout(PAUSE_S):
                    messages.append(await line.recv())
    except TimeoutError:
        return messages
    except LineClosed:
        return messages or None
    return messages
