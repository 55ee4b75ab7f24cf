"""How allauth behaves here: accounts are made by invitation only, and every sign-in is noted."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from lyhord.organisation.addresses import caller_address

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
    """Sign-on from outside leads to an account that exists."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """An address that was not invited stays outside."""
        return False
