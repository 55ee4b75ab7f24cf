"""Server-sent events, line by line. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html."""

from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import dataclass

from lyhord.common.http.errors import BROKEN_ANSWER, OutgoingError

_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Message:
    """One event: its name and what it carries. A comment (a sign of life) has neither."""

    name: str = ""
    data: str = ""


async def messages(pieces: AsyncIterable[bytes], host: str) -> AsyncGenerator[Message, None]:
    """The events in a stream of bytes. Raises OutgoingError when one has no end."""
    name, data = "", [""][:0]
    async for line in _lines(pieces, host):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line and (name or data):
            yield Message(name, "\n".join(data))
            name, data = "", []
        elif field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not field and line:
            yield Message()


async def _lines(pieces: AsyncIterable[bytes], host: str) -> AsyncGenerator[str, None]:
    rest = b""
    async for piece in pieces:
        *lines, rest = (rest + piece).replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")
        if len(rest) > _LONGEST:
            raise OutgoingError(BROKEN_ANSWER, host=host)
