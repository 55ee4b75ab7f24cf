"""One call with its redirects: checked, paced, limited in time and size."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import httpx

from lyhord.common.clock import utc_now
from lyhord.common.http.addressing import Target, target
from lyhord.common.http.deadline import total
from lyhord.common.http.decoding import unpacked
from lyhord.common.http.errors import LEAKING_REDIRECT, TOO_MANY_REDIRECTS, Answered, OutgoingError
from lyhord.common.http.pacing import Pacer
from lyhord.common.http.problems import readable
from lyhord.common.http.retrying import retry_after_s

LIMIT_BYTES, DEADLINE_S, MAX_REDIRECTS = 15_000_000, 30.0, 5
_SECRET_HEADERS = frozenset({"authorization", "cookie", "x-api-key"})
_KEPT_OUT = frozenset({429, 503})


@dataclass(frozen=True)
class Call:
    """What is asked. ``body`` goes out as it is; set its Content-Type in ``headers``."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Answer:
    """What came back. ``url`` is where it was found; ``moved_to`` is set when it has moved there for good."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str = ""


def fetched(
    client: httpx.Client,
    pacer: Pacer,
    call: Call,
    *,
    limit_bytes: float = LIMIT_BYTES,
    deadline_s: float = DEADLINE_S,
) -> Answer:
    """The answer to ``call``. Raises OutgoingError; for a status of 400 and above it is ``Answered``."""
    aim, for_good, moved_to = target(call.url), True, ""
    with total(deadline_s):
        for _ in range(MAX_REDIRECTS + 1):
            with _asked(client, pacer, call, aim, deadline_s) as response:
                if not _leads_on(response):
                    return _read(response, aim, int(limit_bytes), moved_to)
                for_good = for_good and response.status_code in {301, 308}
                further = target(urljoin(aim.url, response.headers["location"]))
            call, aim = _onward(call, aim, further, response.status_code), further
            moved_to = further.url if for_good else moved_to
    raise OutgoingError(TOO_MANY_REDIRECTS, host=aim.host)


@contextmanager
def _asked(
    client: httpx.Client, pacer: Pacer, call: Call, aim: Target, deadline_s: float
) -> Iterator[httpx.Response]:
    with pacer.turn(aim.host):
        try:
            with client.stream(
                call.method, aim.url, headers=dict(call.headers), content=call.body
            ) as response:
                _heed(response, aim.host, pacer)
                yield response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise readable(error, aim.host, seconds=deadline_s) from error


def _heed(response: httpx.Response, host: str, pacer: Pacer) -> None:
    if response.status_code < 400:
        return
    wait = retry_after_s(response.headers, now=utc_now())
    if wait and response.status_code in _KEPT_OUT:
        pacer.close(host, wait)
    raise Answered(response.status_code, host, retry_after_s=wait)


def _leads_on(response: httpx.Response) -> bool:
    return response.status_code in {301, 302, 303, 307, 308} and "location" in response.headers


def _onward(call: Call, here: Target, there: Target, status: int) -> Call:
    secret = [name for name in call.headers if name.lower() in _SECRET_HEADERS]
    if secret and here.scheme == "https" and there.scheme == "http":
        raise OutgoingError(LEAKING_REDIRECT, permanent=True, host=here.host)
    if secret and here.origin != there.origin:
        call = replace(call, headers={n: v for n, v in call.headers.items() if n not in secret})
    if status == 303 or (status in {301, 302} and call.method == "POST"):
        call = replace(call, method="GET", body=None)
    return call


def _read(response: httpx.Response, aim: Target, limit_bytes: int, moved_to: str) -> Answer:
    encoding = response.headers.get("content-encoding", "")
    body = unpacked(response.iter_raw(), encoding, limit_bytes=limit_bytes, host=aim.host)
    return Answer(aim.url, response.status_code, response.headers, body, moved_to)
