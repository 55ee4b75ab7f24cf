"""Signing out elsewhere, and doors of allauth's that stay shut or are opened."""

from allauth.socialaccount.views import LoginErrorView
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lyhord.common.toasts import tell
from lyhord.organisation.permissions import anyone, signed_in
from lyhord.organisation.requests import SignedInRequest
from lyhord.organisation.selectors import find


@signed_in
@require_POST
def session_end(request: SignedInRequest, session: int) -> HttpResponse:
    """Sign out one browser of one's own."""
    find(UserSession, session, user=request.user).end()
    tell(request, _("Signed out there."))
    return redirect("usersessions_list")


sign_on_failed = anyone(LoginErrorView.as_view())  # allauth forgot to say that nobody is signed in here


@anyone
def closed(request: HttpRequest) -> HttpResponse:
    """Signing up, and changing one's address without showing that one gets its mail: not here."""
    raise Http404
