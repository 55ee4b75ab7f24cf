"""How allauth behaves here: accounts are made by invitation only, and every sign-in is noted."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lyhord.common.clock import utc_now
from lyhord.common.toasts import warn
from lyhord.organisation import sign_on
from lyhord.organisation.addresses import caller_address
from lyhord.organisation.models import User
from lyhord.organisation.services.sign_on import join_by_sign_on
from lyhord.organisation.sign_on_line import SignOnLine

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the founding page and by invitations."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """By the same rule as everywhere: only our own proxies are believed."""
        return caller_address(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 -- allauth's
        """Into the log, for whoever watches it; not into the trail, which strangers could fill."""
        log.warning("sign-in failed", where=caller_address(request))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the same
    """Sign-on from outside leads to an account that exists, or takes up an invitation."""

    def get_requests_session(self) -> SignOnLine:
        """Our way out instead of one of its own."""
        return SignOnLine()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse what the sign-on should not send, and ties that nobody asked for."""
        is_tie = sociallogin.state.get("process") == AuthProcess.CONNECT
        if is_tie or not sign_on.is_about_one_person(sociallogin):
            raise PermissionDenied
        if sociallogin._did_authenticate_by_email and sociallogin.user.has_usable_password():
            name = sociallogin.provider.name
            warn(
                request,
                _("From now on you sign in with %(name)s. Your old password opens nothing any more.")
                % {"name": name},
            )

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account of an address that the sign-on calls verified."""
        user = sign_on.account_of(sociallogin)
        return (user, user.email) if user else None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """For an address that was invited; who was not is told so."""
        if not sign_on.invitations_for(sociallogin):
            raise sign_on.turned_away(request, sociallogin)
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> User:
        """Open the account and take up the invitations, both or neither."""
        with transaction.atomic():
            waiting = sign_on.invitations_for(sociallogin)
            user = join_by_sign_on(
                waiting,
                name=str(sign_on.said_by(sociallogin).get("name") or ""),
                now=utc_now(),
                where=caller_address(request),
            )
            sociallogin.user = user
            sociallogin.save(request, connect=True)
        return user
