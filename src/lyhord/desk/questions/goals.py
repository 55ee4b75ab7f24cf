"""The first goals: simple ones that can be counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, plain
from lyhord.desk.rules.steps import Step
from lyhord.organisation.models import Seat
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function, Position
from lyhord.strategy import services
from lyhord.strategy.amounts import Amount
from lyhord.strategy.forms import date_field, number_field
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import Measure, StrategyError, Unit, check_goal, check_milestone
from lyhord.strategy.services import GoalDetails, MilestoneDetails


@dataclass(frozen=True)
class Card:
    """A goal that is offered: why, and numbers to begin with (``days`` to reach it)."""

    icon: str
    why: Promise
    unit: Unit
    baseline: int
    target: int
    milestone: int
    days: int
    name: Promise
    milestone_name: Promise
    functions: tuple[str, ...]
    is_first: bool = False


CARDS = {
    Measure.FOLLOWERS: Card(
        "users-round",
        _("The simplest goal of all. It says little about sales, but everybody can follow it from day one."),
        Unit.COUNT, 0, 1000, 100, 365,
        _("%(amount)s followers"), _("The first %(amount)s"), (Function.MARKETING,), True,
    ),
    Measure.RESPONSE_TIME: Card(
        "timer",
        _("What people notice most. Here less is better: from a day down to an hour, for instance."),
        Unit.MINUTES, 1440, 60, 240, 180,
        _("First answer within %(amount)s"), _("Down to %(amount)s"), (Function.CUSTOMER_SERVICE,), True,
    ),
    Measure.MENTIONS: Card(
        "message-circle",
        _("How often people talk about you without being asked, in a month."),
        Unit.COUNT, 0, 200, 50, 180,
        _("%(amount)s mentions a month"), _("%(amount)s in a month"), (Function.PR,),
    ),
    Measure.LIKES: Card(
        "heart",
        _("Whether what you tell is worth telling, in a month."),
        Unit.COUNT, 0, 500, 50, 180,
        _("%(amount)s likes a month"), _("%(amount)s in a month"), (Function.MARKETING,),
    ),
    Measure.POSTS_PER_WEEK: Card(
        "calendar-check",
        _("A promise to yourselves. Regularly beats a lot."),
        Unit.COUNT, 0, 3, 2, 90,
        _("%(amount)s posts a week"), _("%(amount)s a week"), (Function.MARKETING,),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A goal as the page offers it."""

    measure: Measure
    icon: str
    why: Promise
    unit: str
    chosen: BoundField
    baseline: BoundField
    target: BoundField
    due: BoundField
    milestone: BoundField


class GoalsForm(QuestionForm):
    """For every card: chosen or not, from, to, by when, and the first milestone."""

    def prepare(self) -> None:
        """Five fields for each card."""
        for measure in CARDS:
            self.fields[f"{measure}_chosen"] = forms.BooleanField(label=measure.label, required=False)
            self.fields[f"{measure}_baseline"] = number_field(_("Today"), required=False)
            self.fields[f"{measure}_target"] = number_field(_("Goal"), required=False)
            self.fields[f"{measure}_due"] = date_field(_("To be reached by"), required=False)
            self.fields[f"{measure}_milestone"] = number_field(_("First milestone"), required=False)

    def clean(self) -> dict[str, Any]:
        """A chosen goal goes somewhere, ends after today, and its milestone lies on the way."""
        given = super().clean() or {}
        for measure in CARDS:
            if given.get(f"{measure}_chosen"):
                self._check(measure, given)
        return given

    def _check(self, measure: Measure, given: Mapping[str, Any]) -> None:
        needed = ("baseline", "target", "due")
        for part in needed:
            if given.get(f"{measure}_{part}") is None and f"{measure}_{part}" not in self.errors:
                self.add_error(f"{measure}_{part}", _("This is needed for the goal."))
        if any(given.get(f"{measure}_{part}") is None for part in needed):
            return
        baseline, target, due = (given[f"{measure}_{part}"] for part in needed)
        try:
            check_goal(baseline=baseline, target=target, start=_start(self.place, measure), due=due)
        except StrategyError as wrong:
            self.add_error(f"{measure}_target", str(wrong.message))
            return
        try:
            if (value := given.get(f"{measure}_milestone")) is not None:
                check_milestone(value=value, baseline=baseline, target=target)
        except StrategyError as wrong:
            self.add_error(f"{measure}_milestone", str(wrong.message))

    def about(self, name: str) -> str:
        """Whose number, whose name."""
        return "" if name.endswith("_chosen") else str(Measure(name.rsplit("_", 1)[0]).label)

    @property
    def rows(self) -> Iterator[Row]:
        """The cards, in order."""
        for measure, card in CARDS.items():
            parts = {part: self[f"{measure}_{part}"] for part in _PARTS}
            yield Row(measure=measure, icon=card.icon, why=card.why, unit=card.unit.value, **parts)


_PARTS = ("chosen", "baseline", "target", "due", "milestone")


def _goal(place: Place, measure: Measure) -> Goal | None:
    """The goal this card became, unless it was removed."""
    made = place.founding.made.get("goals", {}).get(measure.value)
    return Goal.objects.current().filter(workspace=place.workspace, pk=made).first() if made else None


def _milestone(goal: Goal) -> Milestone | None:
    """The next on the way: the one the guide is about."""
    waiting = goal.milestones.current().filter(reached_at__isnull=True)
    on_the_way = sorted(waiting, key=lambda row: abs(row.value - goal.baseline))
    return on_the_way[0] if on_the_way else None


def _start(place: Place, measure: Measure) -> date:
    goal = _goal(place, measure)
    return goal.start_date if goal else place.today


def _truth(place: Place) -> Answers:
    answers: Answers = {}
    for measure in CARDS:
        goal = _goal(place, measure)
        first = _milestone(goal) if goal else None
        values = (
            goal is not None,
            goal.baseline if goal else "",
            goal.target if goal else "",
            goal.due_date if goal else "",
            first.value if first else "",
        )
        answers |= {f"{measure}_{part}": plain(value) for part, value in zip(_PARTS, values, strict=True)}
    return answers


def _suggest(place: Place, truth: Answers) -> Answers:
    """Numbers to begin with on the cards nobody has taken; two of them taken, when none is."""
    is_fresh = not any(truth[f"{measure}_chosen"] for measure in CARDS)
    ideas = dict(truth)
    for measure, card in CARDS.items():
        if truth[f"{measure}_chosen"]:
            continue
        due = place.today + timedelta(days=card.days)
        values = (is_fresh and card.is_first, card.baseline, card.target, due, card.milestone)
        ideas |= {f"{measure}_{part}": plain(value) for part, value in zip(_PARTS, values, strict=True)}
    return ideas


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], now: datetime) -> None:
    made: dict[str, int] = {}
    with override(place.workspace.language):
        for measure in CARDS:
            goal = _goal(place, measure)
            if given[f"{measure}_chosen"]:
                made[measure.value] = _put(place, by, measure, given, now).pk
            elif goal is not None:
                services.remove_goal(goal=goal, by=by, now=now)
    place.founding.made = {**place.founding.made, "goals": made}


def _put(place: Place, by: Actor, measure: Measure, given: Mapping[str, Any], now: datetime) -> Goal:
    """Make the goal as the card says it. An old milestone goes first, for it could stand in the way."""
    goal, value = _goal(place, measure), given[f"{measure}_milestone"]
    details = _details(place, measure, goal, given)
    if goal is None:
        goal = services.set_goal(workspace=place.workspace, by=by, details=details)
    first = _milestone(goal)
    if first is not None and first.value != value:
        services.remove_milestone(milestone=first, by=by, now=now)
    if _numbers(goal) != _numbers(details):
        goal = services.change_goal(goal=goal, by=by, details=details)
    if value is not None and (first is None or first.value != value):
        due = first.due_date if first else None
        services.set_milestone(goal=goal, by=by, details=_milestone_details(measure, value, due))
    return goal


def _numbers(goal: Goal | GoalDetails) -> tuple[Decimal, Decimal, date]:
    return goal.baseline, goal.target, goal.due_date


def _details(place: Place, measure: Measure, goal: Goal | None, given: Mapping[str, Any]) -> GoalDetails:
    card, target = CARDS[measure], given[f"{measure}_target"]
    own_name = goal is not None and goal.name != _goal_name(measure, goal.target)
    return GoalDetails(
        name=goal.name if goal and own_name else _goal_name(measure, target),
        measure=measure,
        unit=card.unit,
        baseline=given[f"{measure}_baseline"],
        target=target,
        start_date=goal.start_date if goal else place.today,
        due_date=given[f"{measure}_due"],
        functions=tuple(goal.functions) if goal else tuple(map(str, card.functions)),
        owner=goal.owner if goal else _owner(place),
        why=goal.why if goal else str(card.why),
    )


def _owner(place: Place) -> Seat | None:
    seats = Seat.objects.filter(workspace=place.workspace, position=Position.HEAD)
    return seats.order_by("pk").first()


def _goal_name(measure: Measure, target: Decimal) -> str:
    card = CARDS[measure]
    return str(card.name) % {"amount": Amount(target, card.unit)}


def _milestone_details(measure: Measure, value: Decimal, due: date | None) -> MilestoneDetails:
    card = CARDS[measure]
    name = str(card.milestone_name) % {"amount": Amount(value, card.unit)}
    return MilestoneDetails(name=name, value=value, due_date=due)


QUESTION = Question(step=Step.GOALS, form=GoalsForm, truth=_truth, suggest=_suggest, carry_out=_carry_out)
