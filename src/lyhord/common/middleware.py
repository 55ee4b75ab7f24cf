"""Every request gets an id, which stands in the log and in the answer, and one line in the log."""

import re
import secrets
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import structlog
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from structlog.contextvars import bound_contextvars

_log = structlog.get_logger(__name__)
_GOOD = re.compile(r"[A-Za-z0-9-]{8,64}")
Answer = Callable[[HttpRequest], HttpResponseBase]
AsyncAnswer = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def RequestIdMiddleware(get_response: Any) -> Any:  # noqa: ANN401, N802 -- Django's own shape of a middleware
    """Keep a proxy's ``X-Request-ID`` when it is harmless, else make one."""
    return _awaited(get_response) if iscoroutinefunction(get_response) else _called(get_response)


def _called(get_response: Answer) -> Answer:
    def with_id(request: HttpRequest) -> HttpResponseBase:
        name, began = _request_id(request), perf_counter()
        with bound_contextvars(request=name):
            response = get_response(request)
            _note(request, response, began)
        response.headers["X-Request-ID"] = name
        return response

    return with_id


def _awaited(get_response: AsyncAnswer) -> AsyncAnswer:
    async def with_id(request: HttpRequest) -> HttpResponseBase:
        name, began = _request_id(request), perf_counter()
        with bound_contextvars(request=name):
            response: HttpResponseBase = await get_response(request)
            _note(request, response, began)
        response.headers["X-Request-ID"] = name
        return response

    return with_id


def _request_id(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _GOOD.fullmatch(given) else secrets.token_hex(8)


def _note(request: HttpRequest, response: HttpResponseBase, began: float) -> None:
    """One line: the pattern of the address, never the address (it may hold an invitation's signature)."""
    found = request.resolver_match
    if found is None and request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return
    _log.info(
        "request",
        method=request.method,
        route=f"/{found.route}" if found else "-",
        workspace=found.kwargs.get("workspace", "") if found else "",
        status=response.status_code,
        ms=round((perf_counter() - began) * 1000),
    )
