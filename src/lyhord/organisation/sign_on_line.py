"""The line to the company's own sign-on: allauth asks by it, and it goes out as everything of ours does."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any, Protocol
from urllib.parse import urlencode

import structlog
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.shortcuts import render

from lyhord.common.http import AddressFilter, Answer, Call, Outgoing, OutgoingError, Pacer

log = structlog.get_logger(__name__)
LIMITS = {"limit_bytes": 1_000_000, "deadline_s": 10}


class NameAndSecret(Protocol):
    """What allauth gives when the sign-on wants them in a header."""

    username: str
    password: str


class Said(dict[str, Any]):
    """What the sign-on says. What it leaves out although it is needed counts as no answer."""

    def __missing__(self, name: str) -> None:
        raise no_answer(f"{name} is missing")


@dataclass(frozen=True)
class SignOnAnswer:
    """An answer as allauth reads it. Answers that say no never come here."""

    answer: Answer

    @property
    def status_code(self) -> int:
        """Its HTTP status."""
        return self.answer.status

    @property
    def headers(self) -> Mapping[str, str]:
        """Its headers; the type is JSON when the sign-on names none."""
        return {"content-type": "application/json", **self.answer.headers}

    @property
    def content(self) -> bytes:
        """The body as it came."""
        return self.answer.body

    @property
    def text(self) -> str:
        """The body, as text."""
        return self.answer.body.decode(errors="replace")

    def json(self) -> "Said":
        """The body, read as a JSON object. A body that is none counts as no answer."""
        try:
            return Said(json.loads(self.answer.body))
        except (ValueError, TypeError) as error:
            raise no_answer(str(error)) from error

    def raise_for_status(self) -> None:
        """Nothing to do: what says no has been raised already."""


class SignOnLine:
    """Looks like a session of ``requests`` to allauth; only addresses that ours may call are called."""

    def __enter__(self) -> "SignOnLine":
        addresses = AddressFilter.of(settings.NETWORKS["allowed"])
        self._out = Outgoing(addresses=addresses, pacer=Pacer(pause_s=0, at_once=50))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()

    def get(self, url: str, **more: Any) -> SignOnAnswer:  # noqa: ANN401 -- as in request
        """GET."""
        return self.request("GET", url, **more)

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: NameAndSecret | None = None,
    ) -> SignOnAnswer:
        """The answer; whatever goes wrong becomes our page about it."""
        asked = dict(headers or {})
        if auth:
            asked["Authorization"] = _basic(auth)
        if data:
            asked["Content-Type"] = "application/x-www-form-urlencoded"
        where = f"{url}?{urlencode(params)}" if params else url
        body = urlencode(data).encode() if data else None
        try:
            return SignOnAnswer(self._out.send(Call(where, method, asked, body), **LIMITS))
        except OutgoingError as error:
            raise no_answer(error.message) from error


def no_answer(why: str) -> ImmediateHttpResponse:
    """The page for people; the reason is for the log, where whoever set the sign-on up reads it."""
    log.error("the sign-on did not answer", why=why)
    page = render(
        context.request, "socialaccount/authentication_error.html", {"is_silent": True},
        status=HTTPStatus.BAD_GATEWAY,
    )  # fmt: skip
    return ImmediateHttpResponse(page)


def _basic(auth: NameAndSecret) -> str:
    return "Basic " + b64encode(f"{auth.username}:{auth.password}".encode()).decode()
