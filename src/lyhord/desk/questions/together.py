"""How does the department join the rest of the company, and how does the company contribute?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Structure

_JOINS = {
    Structure.CUSTOMER_SERVICE: _(
        "We belong to customer service and share its opening hours and its knowledge. Once a week we "
        "meet marketing and sales for half an hour: what have we heard, and what is coming?"
    ),
    Structure.SALES: _(
        "We belong to sales and pass on everybody who asks about a purchase within the hour. Once a "
        "week we meet customer service and marketing for half an hour: what have we heard, and what is "
        "coming?"
    ),
    Structure.MARKETING: _(
        "We belong to marketing and are part of every campaign from the start. Customer service takes "
        "over when somebody needs help with a purchase. Once a week we meet for half an hour: what "
        "have we heard, and what is coming?"
    ),
    Structure.HYBRID: _(
        "We are people from customer service, sales and marketing who keep our own managers, but in "
        "social media the head of social media decides. Every morning we meet for ten minutes: what "
        "happened, who takes what?"
    ),
}
_CONTRIBUTES = (
    _("Customer service tells us every Monday what people ask most."),
    _("Sales passes on what customers wonder before they buy."),
    _("Experts help us with difficult questions within a working day."),
    _("Everybody may send us pictures and ideas from everyday work."),
    _("Management answers within an hour when something serious happens."),
)


class TogetherForm(QuestionForm):
    """Two short texts."""

    joins = forms.CharField(
        label=_("How does the department join the organisation you have?"),
        help_text=_("Where it belongs, who decides, when you meet the others."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=3000,
    )
    contributes = forms.CharField(
        label=_("How does the rest of the company contribute?"),
        help_text=_("One thing on each line. Strike what is not true, add what is."),
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
        max_length=3000,
    )


def _truth(place: Place) -> Answers:
    return {"joins": place.workspace.joins, "contributes": place.workspace.contributes}


def _suggest(place: Place, truth: Answers) -> Answers:
    """A text to change, in the company's language."""
    structure = Structure(place.workspace.structure or Structure.HYBRID)
    with override(place.workspace.language):
        ideas = {"joins": str(_JOINS[structure]), "contributes": "\n".join(map(str, _CONTRIBUTES))}
    return {name: truth[name] or idea for name, idea in ideas.items()}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    texts = {name: given[name].replace("\r\n", "\n").strip() for name in ("joins", "contributes")}
    services.change_workspace(place.workspace, by=by, **texts)


QUESTION = Question(
    step=Step.TOGETHER, form=TogetherForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
