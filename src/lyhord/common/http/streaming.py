"""An answer that never ends: its bytes as they come."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

import httpx

from lyhord.common.http.addressing import target
from lyhord.common.http.errors import Answered
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.http.problems import readable

SILENT_S = 60.0  # a server that lives says something more often


@asynccontextmanager
async def streamed(
    outgoing: Outgoing, url: str, *, headers: Mapping[str, str]
) -> AsyncGenerator[AsyncGenerator[bytes, None], None]:
    """The bytes of the answer to ``url``; no redirects. Raises OutgoingError, also while reading."""
    aim = target(url)
    async with outgoing.async_client() as client:
        try:
            async with client.stream(
                "GET",
                url,
                headers={**headers, "Accept-Encoding": "identity"},
                timeout=httpx.Timeout(SILENT_S, connect=10),
            ) as response:
                if response.status_code != 200:
                    raise Answered(response.status_code, aim.host)
                yield _pieces(response, aim.host)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise readable(error, aim.host, seconds=SILENT_S) from error


async def _pieces(response: httpx.Response, host: str) -> AsyncGenerator[bytes, None]:
    try:
        async for piece in response.aiter_raw():
            yield piece
    except httpx.HTTPError as error:
        raise readable(error, host, seconds=SILENT_S) from error
