"""What do we want, and how do we get there?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, nothing_to_suggest
from lyhord.desk.rules.steps import Step
from lyhord.organisation.requests import Actor
from lyhord.strategy import services
from lyhord.strategy.forms import StrategyForm
from lyhord.strategy.selectors import strategy_of


@dataclass(frozen=True)
class Example:
    """A strategy to start from."""

    name: Promise
    want: Promise
    way: Promise


EXAMPLES = {
    "helpful": Example(
        _("The most helpful"),
        _(
            "When people in our country ask about what we do, ours is the answer others point to. "
            "Customers stay because they get help."
        ),
        _(
            "We answer everybody who asks us something, within the hour during opening hours.\nWe "
            "answer questions that nobody put to us, when we know more than others.\nEvery month we "
            "write down the five most common questions and answer them so well that they need not be "
            "asked again."
        ),
    ),
    "known": Example(
        _("Better known"),
        _(
            "Twice as many people know who we are and what we stand for. They have heard it from "
            "somebody they trust, not from an advertisement."
        ),
        _(
            "We tell about everyday work three times a week, with our own people in the pictures.\nWe "
            "take part in the conversations our customers have anyway.\nWe thank everybody who speaks "
            "well of us, and take good care of those who do it often."
        ),
    ),
    "selling": Example(
        _("More customers"),
        _(
            "Every tenth new customer found us because somebody recommended us, or because we helped "
            "them choose."
        ),
        _(
            "We listen for people who are about to choose, and help without pushing.\nSales gets every "
            "question about buying within the hour.\nWe ask every satisfied customer to tell others, "
            "and make it easy."
        ),
    ),
    "trusted": Example(
        _("Trusted when it blows"),
        _(
            "We are the first to know when something goes wrong, and those we ourselves would listen "
            "to when it does."
        ),
        _(
            "We listen around the clock and know who answers what.\nWe say what we know, what we do "
            "not know, and when we come back.\nAfter every storm we write down what we learned."
        ),
    ),
}


class StrategyQuestionForm(QuestionForm, StrategyForm):
    """The same two texts as on the strategy's own page."""

    examples = EXAMPLES


def _truth(place: Place) -> Answers:
    now = strategy_of(place.workspace)
    return {"want": now.want, "way": now.way}


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], _now: datetime) -> None:
    texts = {name: given[name].replace("\r\n", "\n").strip() for name in ("want", "way")}
    if texts != _truth(place):
        services.write_strategy(workspace=place.workspace, by=by, **texts)


QUESTION = Question(
    step=Step.STRATEGY,
    form=StrategyQuestionForm,
    truth=_truth,
    suggest=nothing_to_suggest,
    carry_out=_carry_out,
)
