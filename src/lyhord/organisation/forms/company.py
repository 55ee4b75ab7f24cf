"""The company's details."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.calendars import countries
from lyhord.organisation.models import Unit, Workspace
from lyhord.organisation.rules import UnitKind
from lyhord.organisation.zones import zone_choices


class CompanyForm(forms.Form):
    """Name, country, time zone, language."""

    name = forms.CharField(label=_("Company"), max_length=120)
    country = forms.ChoiceField(
        label=_("Country"), choices=countries, help_text=_("Its public holidays count as days off.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Opening hours, days and reports follow this clock."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("What new people meet first. Everybody chooses their own."),
    )

    @classmethod
    def of(cls, workspace: Workspace, data: Any = None) -> "CompanyForm":  # noqa: ANN401 -- a QueryDict or nothing
        """Filled in with what the workspace says now."""
        return cls(data, initial={name: getattr(workspace, name) for name in cls.base_fields})


class UnitForm(forms.Form):
    """A part of the company."""

    kind = forms.ChoiceField(label=_("What it is"), choices=UnitKind.choices)
    name = forms.CharField(
        label=_("Name"), max_length=80, required=False, help_text=_("Empty: it is called what it is.")
    )

    @classmethod
    def of(cls, unit: Unit, data: Any = None) -> "UnitForm":  # noqa: ANN401 -- a QueryDict or nothing
        """Filled in with the unit."""
        return cls(data, initial={"kind": unit.kind, "name": unit.name})
