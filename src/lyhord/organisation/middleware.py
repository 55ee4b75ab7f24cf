"""Language of the person, and the one place where access is decided: deny by default."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from lyhord.common.clock import utc_now
from lyhord.organisation.addresses import caller_address
from lyhord.organisation.permissions import May, granted
from lyhord.organisation.requests import Actor
from lyhord.organisation.selectors import membership, positions_of

Answer = Callable[[HttpRequest], HttpResponse]
# allauth's pages ask for themselves who may see them; Django serves static files through whitenoise.
ASK_THEMSELVES = (
    "allauth.",
    "ninja.",
    "django.views.static",
    "django.contrib.staticfiles",
    "django.views.generic.base",  # allauth's redirects from its older addresses; they show nothing
)


class LanguageMiddleware:
    """The person's language and time zone; for visitors a cookie, then the browser's wish."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        chosen = (
            request.user.language
            if request.user.is_authenticated
            else translation.get_language_from_request(request)
        )
        with translation.override(chosen), timezone.override(None):
            request.LANGUAGE_CODE = chosen
            zone = request.user.time_zone if request.user.is_authenticated else ""
            if zone:
                timezone.activate(ZoneInfo(zone))
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response


class AccessMiddleware:
    """Every view has declared who may see it; here that is held against who asks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; pages of people who are signed in are not kept by caches."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, kwargs: dict[str, Any]
    ) -> None:
        """Raise 404 for strangers and 403 for members who may not; else complete the request."""
        access = getattr(view, "access", None)
        if access is None and not view.__module__.startswith(ASK_THEMSELVES):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may see it.")
        if request.user.is_authenticated:
            request.actor = Actor(user=request.user, name=str(request.user), where=caller_address(request))  # type: ignore[attr-defined]
        if isinstance(access, May):
            _enter(request, access, kwargs.pop("workspace"))


def _enter(request: HttpRequest, access: May, slug: str) -> None:
    member = membership(request.user, slug) if request.user.is_authenticated else None
    if member is None:
        raise Http404
    if not request.user.time_zone:  # type: ignore[union-attr]
        timezone.activate(member.workspace.zone)
    today = utc_now().astimezone(member.workspace.zone).date()
    positions = positions_of(member, today=today)
    rights = granted(positions)
    request.workspace, request.member = member.workspace, member  # type: ignore[attr-defined]
    request.positions, request.granted = positions, rights  # type: ignore[attr-defined]
    request.may = rights.__contains__  # type: ignore[attr-defined]
    if not rights:  # a guest whose last day has passed is a stranger again
        raise Http404
    if access not in rights:
        raise PermissionDenied
