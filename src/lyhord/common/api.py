"""What every operation of the API shares: errors of one shape, lists that go on, a limit on haste."""

import time
from collections.abc import Mapping
from typing import Generic, TypedDict, TypeVar

import structlog
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from lyhord.common.errors import LyhordError
from lyhord.common.paging import Stretch

__all__ = [
    "PER_MINUTE",
    "ApiError",
    "Failure",
    "ListWish",
    "Paged",
    "gives",
    "hold_back",
    "paged",
    "say_errors",
]

PER_MINUTE = 300
Item = TypeVar("Item")
log = structlog.get_logger(__name__)


class ApiError(Exception):
    """An answer other than success: its status, a code for programs and a sentence for people."""

    def __init__(
        self, status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, dict(headers or {})


class Problem(Schema):
    """What went wrong. ``code`` stays the same in every language and version."""

    code: str
    message: str


class Failure(Schema):
    """Every answer that is not a success looks like this."""

    error: Problem


class Paged(Schema, Generic[Item]):
    """A stretch of a list. ``next`` is the ``cursor`` of the following stretch; empty at the end."""

    items: list[Item]
    next: str | None = None


class StretchWish(TypedDict):
    """The same for ``common.paging``."""

    before: int | None
    limit: int


class ListWish(Schema):
    """Which stretch of a list."""

    cursor: int | None = Field(None, ge=0, description="The value of `next` in the answer before.")
    limit: int = Field(50, ge=1, le=100, description="How many at most.")

    def stretch(self) -> StretchWish:
        """As ``common.paging.newest_first`` wants it."""
        return {"before": self.cursor, "limit": self.limit}


def paged(stretch: Stretch[Model]) -> dict[str, object]:
    """A stretch of rows as ``Paged`` gives it."""
    return {"items": list(stretch.rows), "next": str(stretch.next_before) if stretch.next_before else None}


def gives(answer: object, status: int = 200) -> dict[object, object]:
    """An operation's ``response``: what it gives, and the errors it may give instead."""
    return {status: answer, frozenset({401, 403, 404, 409, 422, 429}): Failure}


def hold_back(name: str, *, per_minute: int, now: float | None = None) -> None:
    """Raise 429 when ``name`` has called more than ``per_minute`` times in this minute of the clock."""
    moment = time.time() if now is None else now
    key, wait_s = f"api:{name}:{int(moment // 60)}", 60 - int(moment % 60)
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > per_minute:
        words = _("Too many calls. Wait %(seconds)s seconds.") % {"seconds": wait_s}
        raise ApiError(429, "too_many_calls", words, headers={"Retry-After": str(wait_s)})


def say_errors(api: NinjaAPI) -> None:
    """Give every error of ``api`` the one shape."""

    def answer(request: HttpRequest, error: ApiError) -> HttpResponse:
        body = {"error": {"code": error.code, "message": error.message}}
        response = api.create_response(request, body, status=error.status)
        for name, value in error.headers.items():
            response.headers[name] = value
        return response

    def translated(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, as_api_error(error if isinstance(error, Exception) else error()))

    for kind in (ApiError, Http404, PermissionDenied, HttpError, ValidationError, LyhordError, Exception):
        api.add_exception_handler(kind, translated)


def as_api_error(error: Exception) -> ApiError:
    """What a program is told of ``error``; one that nobody expected is logged, its text kept to ourselves."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, ValidationError):
        return ApiError(422, "invalid", _invalid(error))
    if isinstance(error, LyhordError):
        return ApiError(422, _code_of(error), str(error.message))
    known = _KNOWN.get(type(error)) or _by_status(error)
    if known:
        return ApiError(*known)
    log.exception("api failed", exc_info=error)
    return ApiError(500, "our_fault", _("Something broke on our side."))


_KNOWN = {
    Http404: (404, "not_found", "There is no such thing here."),
    PermissionDenied: (403, "forbidden", "Your positions do not include this."),
    AuthenticationError: (401, "no_token", "Send a valid token: Authorization: Bearer …"),
}


def _by_status(error: Exception) -> tuple[int, str, str] | None:
    if not isinstance(error, HttpError):
        return None
    code = "unreadable" if error.status_code == 400 else f"http_{error.status_code}"
    return error.status_code, code, error.message


def _code_of(error: LyhordError) -> str:
    """``LastHeadError`` → ``last_head``."""
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _invalid(error: ValidationError) -> str:
    """``query.limit: Input should be less than or equal to 100; …``."""
    parts = [f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors]
    return "; ".join(parts)
