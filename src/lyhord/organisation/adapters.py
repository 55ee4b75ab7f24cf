"""How allauth behaves here: accounts are made by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the founding page and by invitations."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the same
    """Sign-on from outside leads to an account that exists."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """An address that was not invited stays outside."""
        return False
