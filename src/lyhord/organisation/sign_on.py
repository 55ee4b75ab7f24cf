"""Whom the company's own sign-on brings: an account that exists, or an invitation that waits for them.

Only an address that the sign-on itself calls verified counts. An address without it opens nothing.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.organisation.models import Invitation, User


def verified_address(login: SocialLogin) -> str:
    """The address for which the sign-on vouches, in lower case; "" when there is none.

    ``email_verified`` must be true: some send the word "false", which allauth would take for a yes.
    """
    said = said_by(login)
    address = said.get("email")
    is_verified = said.get("email_verified") is True
    return address.strip().lower() if is_verified and isinstance(address, str) else ""


def said_by(login: SocialLogin) -> dict[str, object]:
    """What the sign-on says about the person: its page about them before its token."""
    told = login.account.extra_data
    return dict(told.get("userinfo") or told.get("id_token") or {})


def is_about_one_person(login: SocialLogin) -> bool:
    """Whether token and page speak of the same (OpenID Connect Core 1.0, 5.3.2)."""
    told = login.account.extra_data
    return len({part.get("sub") for part in (told.get("userinfo"), told.get("id_token")) if part}) == 1


def account_of(login: SocialLogin) -> User | None:
    """The account with the verified address."""
    address = verified_address(login)
    return User.objects.filter(email=address).first() if address else None


def invitations_for(login: SocialLogin) -> list[Invitation]:
    """The open invitations of the verified address."""
    address = verified_address(login)
    found = Invitation.objects.open(utc_now()).filter(email=address).order_by("pk")
    return list(found.select_related("workspace", "unit", "seat")) if address else []


def turned_away(request: HttpRequest, login: SocialLogin) -> ImmediateHttpResponse:
    """The page for somebody whom no account and no invitation waits for."""
    page = {"email": said_by(login).get("email") or "", "why": _why(login)}
    return ImmediateHttpResponse(render(request, "socialaccount/turned_away.html", page, status=403))


def _why(login: SocialLogin) -> str | Promise:
    if verified_address(login):
        return _("Nobody has invited this address. Ask your head of social media for an invitation.")
    return _("Your sign-on does not say that this address is yours, so it opens nothing here.")
