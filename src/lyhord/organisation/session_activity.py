"""How long a session lasts: so many days in all, so many hours without a sign of life.

Signs of life are kept every five minutes only, for a write at every click would make clicks wait.
"""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

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
    if now - began > settings.SESSION_COOKIE_AGE or (seen and now - seen > settings.SESSION_IDLE_S):
        logout(request)
    elif now - seen > EVERY_S:
        session["began"], session["seen"] = began, now
        UserSession.objects.create_from_request(request)
