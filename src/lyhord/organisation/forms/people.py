"""Inviting, joining, and one's own profile."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.forms.seats import DateInput
from lyhord.organisation.forms.signing_in import NEW_PASSWORD
from lyhord.organisation.models import Seat, Unit, User, Workspace
from lyhord.organisation.models.access import Scope
from lyhord.organisation.rules import Position
from lyhord.organisation.zones import zone_choices


class InviteForm(forms.Form):
    """Whom, and as what."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off", "autofocus": True})
    )
    positions = forms.MultipleChoiceField(
        label=_("Positions"), choices=Position.choices, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("No unit")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DateInput,
        help_text=_("For guests: access ends after this day."),
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = workspace.units.order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def to_fill(cls, workspace: Workspace, seat: Seat | None, data: Any = None) -> "InviteForm":  # noqa: ANN401 -- a QueryDict or nothing
        """For a vacant seat the form knows the position, unit and last day already."""
        known = {"positions": [seat.position], "unit": seat.unit, "ends_on": seat.ends_on} if seat else {}
        return cls(workspace, data, initial=known)


class MemberUnitForm(forms.Form):
    """Where somebody belongs."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("No unit")
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = workspace.units.order_by("name")  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """A new account: the address is the invitation's."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": 12}),
        help_text=NEW_PASSWORD,
    )


class ProfileForm(forms.Form):
    """How somebody is called, and how they want the pages."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, required=False)
    shortcuts_on = forms.BooleanField(
        label=_("Single-key shortcuts"),
        required=False,
        help_text=_("Keys such as J, K and E act at once. Switch them off if you use speech input."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        field.choices = [("", _("The company's")), *zone_choices()]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, user: User, data: Any = None) -> "ProfileForm":  # noqa: ANN401 -- a QueryDict or nothing
        """Filled in with the person."""
        return cls(data, initial={name: getattr(user, name) for name in cls.base_fields})


LIFETIMES = (("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")), ("", _("No end")))


class TokenForm(forms.Form):
    """A program's key."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("For example: the weekly report.")
    )
    scope = forms.ChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.READ
    )
    days = forms.ChoiceField(label=_("How long it works"), choices=LIFETIMES, required=False, initial="90")
