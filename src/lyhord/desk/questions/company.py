"""Who are you? The company's name, country and language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from babel.core import get_global
from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, nothing_to_suggest
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.calendars import countries
from lyhord.organisation.requests import Actor

NEIGHBOURS = ("SE", "NO", "DK", "FI", "IS")
# Countries with several time zones: the one where most people live. The others follow from Babel's table.
_MAIN_ZONES = {"US": "America/New_York", "DE": "Europe/Berlin", "ES": "Europe/Madrid", "PT": "Europe/Lisbon"}


class CompanyForm(QuestionForm):
    """Name, country, language."""

    name = forms.CharField(label=_("What is the company called?"), max_length=120)
    country = forms.ChoiceField(
        label=_("In which country does the department work?"),
        help_text=_("Public holidays and the time follow from it."),
    )
    language = forms.ChoiceField(
        label=_("In which language do you write to each other?"),
        choices=[("sv", "Svenska"), ("en", "English")],
        help_text=_("For texts that everybody reads. Each person chooses their own language for the pages."),
    )

    def prepare(self) -> None:
        """The countries, neighbours first."""
        known = dict(countries())
        first = [(code, known[code]) for code in NEIGHBOURS if code in known]
        rest = [pair for pair in known.items() if pair[0] not in NEIGHBOURS]
        self.fields["country"].choices = [*first, *rest]  # type: ignore[attr-defined]


def main_zone(country: str, zone: str) -> str:
    """``zone`` when it lies in the country, else the country's own."""
    territory_of: Mapping[str, str] = get_global("zone_territories")
    if territory_of.get(zone) == country:
        return zone
    own = sorted(name for name, territory in territory_of.items() if territory == country)
    return _MAIN_ZONES.get(country) or next((name for name in own if "/" in name), zone)


def _truth(place: Place) -> Answers:
    workspace = place.workspace
    return {"name": workspace.name, "country": workspace.country, "language": workspace.language}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    zone = main_zone(given["country"], place.workspace.time_zone)
    services.change_workspace(place.workspace, by=by, time_zone=zone, **given)


QUESTION = Question(
    step=Step.COMPANY, form=CompanyForm, truth=_truth, suggest=nothing_to_suggest, carry_out=_carry_out
)
