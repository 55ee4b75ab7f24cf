"""Theme, language and palette: what is chosen in the frame of every page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from lyhord.common.pages import Page, show
from lyhord.desk.navigation import THEMES
from lyhord.desk.palette import Group, find
from lyhord.organisation.permissions import May, anyone, requires
from lyhord.organisation.requests import WorkspaceRequest

YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class PalettePage(Page):
    """What fits the search; a page of its own for those without JavaScript."""

    template = "desk/palette.html"
    text: str
    groups: tuple[Group, ...]
    count: int


@requires(May.SEE_STRATEGY)  # the one thing that every position may
@require_GET
def palette(request: WorkspaceRequest) -> HttpResponse:
    """Pages, actions, monitors, people and goals by their words."""
    text = request.GET.get("q", "")[:100]
    groups = find(request.workspace, request.granted, text)
    count = sum(len(group.entries) for group in groups)
    return show(request, PalettePage(text=text, groups=groups, count=count), part="options")


@anyone
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or auto in a cookie."""
    response = redirect(_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, max_age=YEAR_S, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@anyone
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language: for a person in their account, for a visitor in a cookie."""
    response = redirect(_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_S,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
