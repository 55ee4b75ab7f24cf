"""The one way out. Everything that Lyhörd asks of the network goes through ``Outgoing``."""

import socket
import ssl
from asyncio import get_running_loop, timeout
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache, cached_property

import certifi
import httpcore
import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake

from lyhord.common.http.addresses import AddressFilter
from lyhord.common.http.addressing import target
from lyhord.common.http.backends import FilteredAsyncBackend, FilteredBackend, choose
from lyhord.common.http.decoding import ACCEPTED
from lyhord.common.http.errors import UNREACHABLE, OutgoingError
from lyhord.common.http.fetching import Answer, Call, fetched
from lyhord.common.http.pacing import Pacer
from lyhord.common.http.problems import readable
from lyhord.common.http.resolving import addresses_of_async

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_CONNECT_S = 10.0


class Outgoing:
    """Calls with an address filter, limits and manners. One for each process; threads may share it."""

    def __init__(
        self, *, addresses: AddressFilter, user_agent: str = "Lyhord", pacer: Pacer | None = None
    ) -> None:
        self.addresses, self.user_agent, self.pacer = addresses, user_agent, pacer or Pacer()

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None, **limits: float) -> Answer:
        """GET ``url``. ``limits``: ``limit_bytes`` (15 MB, unpacked), ``deadline_s`` (30, for all of it).

        Follows at most 5 redirects, each checked anew. A 304 is an answer. Raises OutgoingError.
        """
        return self.send(Call(url, headers=dict(headers or {})), **limits)

    def send(self, call: Call, **limits: float) -> Answer:
        """The same for any call, for example a POST."""
        return fetched(self._client, self.pacer, call, **limits)

    def close(self) -> None:
        """Close the connections that are kept open between calls."""
        self.__dict__.pop("_client", self.client()).close()

    def client(self) -> httpx.Client:
        """A client with the address filter for libraries that want one. Close it after use."""
        transport = httpx.HTTPTransport(verify=tls(), trust_env=False)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=tls(), max_connections=100, keepalive_expiry=5.0,
            network_backend=FilteredBackend(self.addresses),
        )  # fmt: skip
        return httpx.Client(transport=transport, headers=self._headers, timeout=_TIMEOUT, trust_env=False)

    def async_client(self) -> httpx.AsyncClient:
        """The same, asynchronous: for answers that never end. Close it after use."""
        transport = httpx.AsyncHTTPTransport(verify=tls(), trust_env=False)
        transport._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls(), keepalive_expiry=5.0, network_backend=FilteredAsyncBackend(self.addresses)
        )
        return httpx.AsyncClient(
            transport=transport, headers=self._headers, timeout=_TIMEOUT, trust_env=False
        )

    async def open_socket(self, host: str, port: int) -> socket.socket:
        """A connected, non-blocking socket to a permitted address of ``host``. Raises OutgoingError."""
        for address in choose(self.addresses, host, port, await addresses_of_async(host, port)):
            try:
                return await _connected(address, port)
            except OSError:  # a TimeoutError is one too
                continue
        raise OutgoingError(UNREACHABLE, host=host)

    @asynccontextmanager
    async def websocket(self, url: str, *, max_bytes: int = 4_000_000) -> AsyncIterator[ClientConnection]:
        """A websocket to a ws:// or wss:// address; redirects are not followed. Raises OutgoingError.

        A silent server is asked for a pong every 20 s; what it closes raises websockets' ConnectionClosed.
        """
        aim = target(url, schemes=("ws", "wss"))
        sock = await self.open_socket(aim.host, aim.port)
        try:
            line = await connect(
                url, sock=sock, proxy=None, max_size=max_bytes, open_timeout=_CONNECT_S, close_timeout=2,
                ssl=tls() if aim.scheme == "wss" else None, user_agent_header=self.user_agent,
            )  # fmt: skip
        except (OSError, TimeoutError, InvalidHandshake, EOFError, ValueError) as error:
            sock.close()
            raise readable(error, aim.host) from error
        async with line:
            yield line

    @cached_property
    def _client(self) -> httpx.Client:
        return self.client()

    @property
    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self.user_agent, "Accept-Encoding": ACCEPTED}


@cache
def tls() -> ssl.SSLContext:
    """The usual roots, and those that the operator added to the system."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


async def _connected(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setblocking(False)
    try:
        async with timeout(_CONNECT_S):
            await get_running_loop().sock_connect(sock, (address, port))
    except BaseException:
        sock.close()
        raise
    return sock
