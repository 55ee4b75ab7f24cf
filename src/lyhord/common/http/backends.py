"""How httpx reaches the network: a name is resolved once, and only permitted addresses are connected to."""

import ssl
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from lyhord.common.http.addresses import AddressFilter
from lyhord.common.http.deadline import time_left
from lyhord.common.http.errors import NOT_ALLOWED, AddressRefused
from lyhord.common.http.resolving import addresses_of, addresses_of_async

Option = Any  # httpcore's socket options; we pass on what httpx gives
_TRIES = 3  # addresses of one name


class FilteredBackend(httpcore.NetworkBackend):
    """Connects to permitted addresses only; every operation ends with the deadline of the whole call."""

    def __init__(self, addresses: AddressFilter) -> None:
        self._addresses, self._plain = addresses, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first permitted address that answers."""
        found = addresses_of(host, port, time_left(timeout))
        candidates = choose(self._addresses, host, port, found)
        for address in candidates[:-1]:
            try:
                return TimedStream(self._plain.connect_tcp(address, port, time_left(timeout)))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return TimedStream(self._plain.connect_tcp(candidates[-1], port, time_left(timeout)))


class TimedStream(httpcore.NetworkStream):
    """A connection whose reads and writes share the deadline of the call they serve."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``."""
        return self._stream.read(max_bytes, _positive(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``."""
        self._stream.write(buffer, _positive(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, _positive(timeout)))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 -- httpcore's own shape
        """What httpcore asks about the socket."""
        return self._stream.get_extra_info(info)


class FilteredAsyncBackend(httpcore.AsyncNetworkBackend):
    """The same choice of addresses for asynchronous clients; their deadline is ``asyncio.timeout``."""

    def __init__(self, addresses: AddressFilter) -> None:
        self._addresses, self._plain = addresses, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Option] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted address that answers."""
        candidates = choose(self._addresses, host, port, await addresses_of_async(host, port))
        for address in candidates[:-1]:
            try:
                return await self._plain.connect_tcp(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._plain.connect_tcp(candidates[-1], port, timeout)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._plain.sleep(seconds)


def choose(addresses: AddressFilter, host: str, port: int, found: Sequence[str]) -> list[str]:
    """The permitted ones of what a name resolved to, at least one. Raises AddressRefused."""
    permitted = addresses.permitted(found, port)
    if not permitted:
        raise AddressRefused(NOT_ALLOWED, permanent=True, host=host)
    return permitted[:_TRIES]


def _positive(timeout: float | None) -> float | None:
    left = time_left(timeout)
    if left == 0:  # a socket with timeout 0 does not block: the call's time is over
        raise httpcore.ReadTimeout("the time of the whole call is over")
    return left
