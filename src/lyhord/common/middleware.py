"""Every request gets an id that stands in the log and in the answer."""

import re
import secrets
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from structlog.contextvars import bound_contextvars

_GOOD = re.compile(r"[A-Za-z0-9-]{8,64}")
Answer = Callable[[HttpRequest], HttpResponseBase] | Callable[[HttpRequest], Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def RequestIdMiddleware(get_response):  # noqa: ANN001, ANN201, N802 -- Django's own shape of a middleware
    """Keep a proxy's ``X-Request-ID`` when it is harmless, else make one."""
    if iscoroutinefunction(get_response):

        async def with_id(request: HttpRequest) -> HttpResponseBase:
            name = _request_id(request)
            with bound_contextvars(request=name):
                response = await get_response(request)
            response.headers["X-Request-ID"] = name
            return response
    else:

        def with_id(request: HttpRequest) -> HttpResponseBase:
            name = _request_id(request)
            with bound_contextvars(request=name):
                response = get_response(request)
            response.headers["X-Request-ID"] = name
            return response

    return with_id


def _request_id(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _GOOD.fullmatch(given) else secrets.token_hex(8)
