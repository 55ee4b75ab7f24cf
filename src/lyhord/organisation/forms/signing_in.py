"""allauth's forms in our words, without grey words in the fields that only repeat their labels."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = _("At least 12 characters. Four words that have nothing to do with each other hold well.")


class _Plain:
    """No placeholders; the address field has the cursor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
        if "password2" in self.fields:  # type: ignore[attr-defined]
            self.fields["password1"].help_text = NEW_PASSWORD  # type: ignore[attr-defined]


class LoginForm(_Plain, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password."""


class ChangePasswordForm(_Plain, account.ChangePasswordForm):  # type: ignore[misc]  # the same
    """The old password, and the new one twice."""


class SetPasswordForm(_Plain, account.SetPasswordForm):  # type: ignore[misc]  # the same
    """A first password, twice."""


class ResetPasswordForm(_Plain, account.ResetPasswordForm):  # type: ignore[misc]  # the same
    """Where to send the link."""


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]  # the same
    """The new password, twice."""


class ReauthenticateForm(_Plain, account.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The password once more."""


class CodeForm(_Plain, mfa.AuthenticateForm):  # type: ignore[misc]  # the same
    """A code of the app or on paper."""


class CodeAgainForm(_Plain, mfa.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The same, to show once more who one is."""


class FirstCodeForm(_Plain, ActivateTOTPForm):  # type: ignore[misc]  # the same
    """The first code of a new app."""


class AddPasskeyForm(_Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # the same
    """What it is called, and whether it opens the door alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _("Opens the door alone, without the password")
        alone.help_text = _("Not for an old security key that has neither PIN nor fingerprint.")
