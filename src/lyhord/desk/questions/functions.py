"""What is the department for, and who answers for each function?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.models import Seat
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function, Position, Structure
from lyhord.organisation.selectors import functions_of, seats_to_answer

MEANINGS = {
    Function.CUSTOMER_SERVICE: (
        "headset",
        _("Answer questions and put things right, where everybody can see that you do."),
    ),
    Function.MARKETING: (
        "megaphone",
        _("Be known and liked: tell what you do, and take part in what people talk about."),
    ),
    Function.PR: (
        "newspaper",
        _("Be trusted: hear early when something is stirring, and answer for the company."),
    ),
    Function.SALES: (
        "handshake",
        _("Help people who are about to choose, and pass on those who want to buy."),
    ),
}
_FIRST = {
    Structure.CUSTOMER_SERVICE: {Function.CUSTOMER_SERVICE, Function.PR},
    Structure.SALES: {Function.SALES, Function.MARKETING},
    Structure.MARKETING: {Function.MARKETING, Function.PR},
    Structure.HYBRID: set(Function),
}
_SUITED = {
    Function.CUSTOMER_SERVICE: (Position.CARE_MANAGER, Position.COMMUNITY_MANAGER, Position.HEAD),
    Function.MARKETING: (Position.COMMUNITY_MANAGER, Position.HEAD),
    Function.PR: (Position.HEAD,),
    Function.SALES: (Position.COMMUNITY_MANAGER, Position.HEAD),
}


@dataclass(frozen=True)
class Row:
    """A function as the page shows it."""

    function: Function
    icon: str
    what: Promise
    chosen: BoundField
    answers: BoundField


class FunctionsForm(QuestionForm):
    """Which functions, and which seat answers for each."""

    def prepare(self) -> None:
        """Two fields for each function; seats that can answer to choose from."""
        seats = [(str(seat.pk), str(seat)) for seat in seats_to_answer(self.place.workspace)]
        for function in MEANINGS:
            self.fields[f"{function}_chosen"] = forms.BooleanField(label=function.label, required=False)
            self.fields[f"{function}_answers"] = forms.ChoiceField(
                label=_("Who answers for it?"), choices=[("", _("Nobody yet")), *seats], required=False
            )

    def about(self, name: str) -> str:
        """Whose number, whose name."""
        return "" if name.endswith("_chosen") else str(Function(name.rsplit("_", 1)[0]).label)

    @property
    def rows(self) -> Iterator[Row]:
        """The functions, in order."""
        for function, (icon, what) in MEANINGS.items():
            yield Row(function, icon, what, self[f"{function}_chosen"], self[f"{function}_answers"])


def _truth(place: Place) -> Answers:
    answers: Answers = {}
    for row in functions_of(place.workspace):
        answers[f"{row.function}_chosen"] = row.is_chosen
        answers[f"{row.function}_answers"] = str(row.responsible_id or "")
    return answers


def _suggest(place: Place, truth: Answers) -> Answers:
    """What fits the structure, each with the position that is suited best."""
    if any(truth[f"{function}_chosen"] for function in MEANINGS):
        return truth
    first = _FIRST[Structure(place.workspace.structure or Structure.HYBRID)]
    seats = seats_to_answer(place.workspace)
    return {
        **{f"{function}_chosen": function in first for function in MEANINGS},
        **{f"{function}_answers": _best(function, seats) for function in MEANINGS},
    }


def _best(function: Function, seats: list[Seat]) -> str:
    by_position = {seat.position: seat for seat in reversed(seats)}
    suited = (by_position[position] for position in _SUITED[function] if position in by_position)
    return next((str(seat.pk) for seat in suited), "")


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    seats = {str(seat.pk): seat for seat in seats_to_answer(place.workspace)}
    notes = {row.function: row.note for row in functions_of(place.workspace)}
    chosen = [
        services.ChosenFunction(
            function.value, seats.get(given[f"{function}_answers"]), notes.get(function.value, "")
        )
        for function in MEANINGS
        if given[f"{function}_chosen"]
    ]
    services.set_functions(place.workspace, by=by, chosen=chosen)


QUESTION = Question(
    step=Step.FUNCTIONS, form=FunctionsForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
