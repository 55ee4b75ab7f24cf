"""Names to addresses, in a thread of its own: the system's resolver knows no time limit."""

import asyncio
import socket
from concurrent.futures import Future
from threading import Thread

from lyhord.common.http.errors import NO_SUCH_HOST, TOO_SLOW, OutgoingError

_LONGEST_S = 10.0


def addresses_of(host: str, port: int, timeout_s: float | None) -> list[str]:
    """The addresses of ``host``. Raises OutgoingError when there is none in time."""
    wait = _LONGEST_S if timeout_s is None else min(timeout_s, _LONGEST_S)
    try:
        return _lookup(host, port).result(wait)
    except TimeoutError:
        raise OutgoingError(TOO_SLOW, host=host, seconds=round(wait)) from None


async def addresses_of_async(host: str, port: int) -> list[str]:
    """The same, without blocking the loop."""
    try:
        return await asyncio.wait_for(asyncio.wrap_future(_lookup(host, port)), _LONGEST_S)
    except TimeoutError:
        raise OutgoingError(TOO_SLOW, host=host, seconds=round(_LONGEST_S)) from None


def _lookup(host: str, port: int) -> "Future[list[str]]":
    """A daemon thread, not a pool: a resolver that hangs delays neither others nor our own end."""
    future: Future[list[str]] = Future()
    Thread(target=_answer, args=(future, host, port), name=f"resolve {host}", daemon=True).start()
    return future


def _answer(future: "Future[list[str]]", host: str, port: int) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        future.set_result([str(entry[4][0]) for entry in found])
    except (OSError, UnicodeError):
        future.set_exception(OutgoingError(NO_SUCH_HOST, host=host))
