"""allauth's forms without grey words in the fields that only repeat their labels."""

from typing import Any

from allauth.account import forms as account


class _Plain:
    """No placeholders; the address field has the cursor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


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
