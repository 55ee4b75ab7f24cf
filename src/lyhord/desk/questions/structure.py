"""Out of what does the department grow?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Structure


@dataclass(frozen=True)
class Meaning:
    """What a choice means: in a sentence, when it fits, what to look out for."""

    icon: str
    what: Promise
    fits: Promise
    beware: Promise


MEANINGS = {
    Structure.CUSTOMER_SERVICE: Meaning(
        "headset",
        _(
            "You begin by answering. Those who already know the customers’ questions take them where "
            "they are asked in public."
        ),
        _("people already ask and complain in social media, and nobody answers."),
        _("all the time going to single cases. Somebody must also tell stories and look ahead."),
    ),
    Structure.SALES: Meaning(
        "handshake",
        _(
            "You begin with those who are not customers yet. Listening finds people who look for what "
            "you sell, and your salespeople help them choose."
        ),
        _("what you sell takes advice before it is bought."),
        _("pushing. A sales talk is noticed at once, and the answer is silence."),
    ),
    Structure.MARKETING: Meaning(
        "megaphone",
        _("You begin by telling. The brand gets a voice of its own, and you see what catches on."),
        _("you have something to tell and want to be known for it."),
        _("talking without listening. A channel that only sends is soon muted."),
    ),
    Structure.HYBRID: Meaning(
        "blend",
        _(
            "People from several departments work as one: customer service answers, marketing tells, "
            "sales helps those who are about to buy."
        ),
        _(
            "no single department can carry it alone, or you are so few that everybody does everything "
            "anyway."
        ),
        _("nobody being responsible. The head needs both the last word and the time."),
    ),
}


@dataclass(frozen=True)
class Card:
    """A choice with what it means."""

    box: BoundWidget
    meaning: Meaning


def cards_of(field: BoundField, meanings: Mapping[Any, Meaning]) -> list[Card]:
    """The choices of a radio field, each with its meaning."""
    return [Card(box, meanings[box.data["value"]]) for box in field]


class StructureForm(QuestionForm):
    """One of the four."""

    structure = forms.ChoiceField(
        label=_("Out of what does your department grow?"), choices=Structure.choices, widget=forms.RadioSelect
    )

    @property
    def cards(self) -> list[Card]:
        """The choices with what they mean."""
        return cards_of(self["structure"], MEANINGS)


def _truth(place: Place) -> Answers:
    return {"structure": place.workspace.structure}


def _suggest(_place: Place, truth: Answers) -> Answers:
    return {"structure": truth["structure"] or Structure.HYBRID.value}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    services.change_workspace(place.workspace, by=by, structure=given["structure"])


QUESTION = Question(
    step=Step.STRUCTURE, form=StructureForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
