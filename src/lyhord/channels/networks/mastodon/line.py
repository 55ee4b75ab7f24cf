"""An open line to an instance's public stream: its messages, gathered into handfuls."""

from asyncio import CancelledError, Queue, create_task, timeout
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from lyhord.channels.networks.mastodon.sse import Message, messages
from lyhord.common.http.errors import OutgoingError
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.http.streaming import streamed
from lyhord.common.sentences import gettext_noop

SIZE, GATHER_S, QUIET_S = 250, 0.3, 5.0
CLOSED = gettext_noop("{host} closed the line.")


class Line:
    """Messages in their order. Reading goes on while nobody takes them, up to a limit."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._queue: Queue[Message | OutgoingError] = Queue(maxsize=4 * SIZE)
        self._end: OutgoingError | None = None

    async def read(self, pieces: AsyncGenerator[bytes, None]) -> None:
        """Take in what comes, until the line closes."""
        end = OutgoingError(CLOSED, host=self._host)
        try:
            async for message in messages(pieces, self._host):
                await self._queue.put(message)
        except OutgoingError as error:
            end = error
        await self._queue.put(end)

    async def gathered(self) -> list[Message]:
        """What comes within a moment of the first message; empty when all is quiet.

        Raises OutgoingError when the line is closed and everything has been taken.
        """
        found: list[Message] = []
        with suppress(TimeoutError):
            async with timeout(QUIET_S):
                await self._take(found)
            async with timeout(GATHER_S):
                while len(found) < SIZE:
                    await self._take(found)
        if self._end and not found:
            raise self._end
        return found

    async def _take(self, found: list[Message]) -> None:
        if self._end:
            raise TimeoutError
        said = await self._queue.get()
        if isinstance(said, OutgoingError):
            self._end = said
            raise TimeoutError
        found.append(said)


@asynccontextmanager
async def opened(outgoing: Outgoing, url: str, *, host: str, token: str) -> AsyncGenerator[Line, None]:
    """A line to the event stream at ``url``. Raises OutgoingError when it cannot be opened."""
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {token}"}
    async with streamed(outgoing, url, headers=headers) as pieces:
        line = Line(host)
        reading = create_task(line.read(pieces))
        try:
            yield line
        finally:
            reading.cancel()
            with suppress(CancelledError):
                await reading
