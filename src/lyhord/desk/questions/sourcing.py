"""Who does the work: yourselves, an agency, or both?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm
from lyhord.desk.questions.structure import Card, Meaning, cards_of
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.models import Invitation, Seat
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position, Sourcing
from lyhord.strategy.forms import date_field

MEANINGS = {
    Sourcing.IN_HOUSE: Meaning(
        "house",
        _(
            "You do everything yourselves. Answers come from those who know, and what you learn stays "
            "with you."
        ),
        _("there are people who want to, and you can give them the time."),
        _("doing it “when there is time over”. There never is."),
    ),
    Sourcing.HYBRID: Meaning(
        "users-round",
        _(
            "You decide and answer; an agency helps with what you lack: film, campaigns, evenings and "
            "weekends."
        ),
        _("you want to get going quickly and still learn to do it yourselves."),
        _("falling between two chairs. Write down who answers what."),
    ),
    Sourcing.AGENCY: Meaning(
        "briefcase",
        _(
            "An agency does the work. They are guests here, so that everything they make and learn "
            "stays in your workspace."
        ),
        _("you have nobody to do it today, but cannot wait."),
        _("the knowledge leaving with them. Decide from the start when you take over."),
    ),
}


class SourcingForm(QuestionForm):
    """One of the three; and, when an agency takes part, whom to invite and until when."""

    sourcing = forms.ChoiceField(
        label=_("Who does the work?"),
        choices=[(s.value, s.label) for s in MEANINGS],
        widget=forms.RadioSelect,
    )
    sourcing_note = forms.CharField(
        label=_("Who does what?"),
        help_text=_("What the agency does, what you do, and when you mean to take over."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=3000,
    )
    agency_email = forms.EmailField(
        label=_("Invite somebody at the agency"),
        help_text=_("As a guest: sees mentions and strategy, but not your people, settings or audit trail."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    agency_ends_on = date_field(
        _("The guest’s last day"),
        help_text=_("After that day the access ends by itself. Empty: until you end it."),
        required=False,
    )

    @property
    def cards(self) -> list[Card]:
        """The choices with what they mean."""
        return cards_of(self["sourcing"], MEANINGS)


def _seat(place: Place) -> Seat | None:
    return Seat.objects.filter(workspace=place.workspace, position=Position.AGENCY).order_by("pk").first()


def _invited(place: Place) -> Invitation | None:
    seat = _seat(place)
    return Invitation.objects.unanswered().filter(seat=seat).order_by("-pk").first() if seat else None


def _truth(place: Place) -> Answers:
    seat, invitation = _seat(place), _invited(place)
    return {
        "sourcing": place.workspace.sourcing,
        "sourcing_note": place.workspace.sourcing_note,
        "agency_email": invitation.email if invitation else "",
        "agency_ends_on": seat.ends_on.isoformat() if seat and seat.ends_on else "",
    }


def _suggest(_place: Place, truth: Answers) -> Answers:
    return {**truth, "sourcing": truth["sourcing"] or Sourcing.IN_HOUSE.value}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], now: datetime) -> None:
    note = given["sourcing_note"].replace("\r\n", "\n").strip()
    services.change_workspace(place.workspace, by=by, sourcing=given["sourcing"], sourcing_note=note)
    email, invitation = given["agency_email"].lower(), _invited(place)
    if given["sourcing"] == Sourcing.IN_HOUSE or not email or (invitation and invitation.email == email):
        return
    seat = _seat(place) or services.add_seat(
        place.workspace, by=by, position=Position.AGENCY, ends_on=given["agency_ends_on"]
    )
    services.invite(
        place.workspace,
        by=by,
        email=email,
        positions=[Position.AGENCY],
        now=now,
        seat=seat,
        ends_on=given["agency_ends_on"],
    )


QUESTION = Question(
    step=Step.SOURCING, form=SourcingForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
