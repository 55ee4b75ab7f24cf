"""How long a session lasts: so many days in all, so many hours without a sign of life.

Signs of life are kept every five minutes only, for a write at every click would make clicks wait.
"""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, ngettext, override
from django.utils.translation import gettext as _

from lyhord.common.toasts import warn

EVERY_S = 300


class SessionActivityMiddleware:
    """Ends sessions that are too old or too quiet; remembers when and from where the others were seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, as a visitor when the session is over."""
        if request.user.is_authenticated:
            _look(request, int(time.time()))
        return self.get_response(request)


def _look(request: HttpRequest, now: int) -> None:
    session = request.session
    began, seen = int(session.get("began", now)), int(session.get("seen", 0))
    is_silent = bool(seen) and now - seen > settings.SESSION_IDLE_S
    if is_silent or now - began > settings.SESSION_COOKIE_AGE:
        _end(request, is_silent=is_silent)
    elif now - seen > EVERY_S:
        session["began"], session["seen"] = began, now
        UserSession.objects.create_from_request(request)


def _end(request: HttpRequest, *, is_silent: bool) -> None:
    """Sign out, and say why in the language of the sign-in page that comes next."""
    logout(request)
    with override(get_language_from_request(request)):
        warn(
            request,
            _silence(settings.SESSION_IDLE_S // 3600)
            if is_silent
            else _("Everybody signs in anew now and then, and now it is your turn."),
        )


def _silence(hours: int) -> str:
    return ngettext(
        "You were signed out after %(hours)s hour without a sign of life.",
        "You were signed out after %(hours)s hours without a sign of life.",
        hours,
    ) % {"hours": hours}
