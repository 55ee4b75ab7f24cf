"""What the first page asks."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class BeginForm(forms.Form):
    """The company and its first person, who becomes head."""

    company = forms.CharField(
        label=_("Company"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Four words that have nothing to do with each other are good."),
        min_length=12,
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    setup_code = forms.CharField(
        label=_("Set-up code"),
        help_text=_("It stands in the terminal in which Lyhörd was started. Only you can read it there."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if settings.BOUND_TO_LOOPBACK:
            del self.fields["setup_code"]

    @property
    def details(self) -> dict[str, Any]:
        """What was said, once the form is valid."""
        return {"setup_code": "", **self.cleaned_data}
