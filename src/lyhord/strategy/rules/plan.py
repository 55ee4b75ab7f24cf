"""What an action, a resource and a posting frequency must be like, and where the plan slips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.formulas import circle
from lyhord.strategy.rules.goals import StrategyError

MOST_POSTS_A_WEEK = 140


class ActionStatus(TextChoices):
    """How far an action has come. It may go from each to every other: plans are changed."""

    PLANNED = "planned", _("Planned")
    DOING = "doing", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


OPEN = frozenset({ActionStatus.PLANNED, ActionStatus.DOING})


class Part(TextChoices):
    """What a position has to do with an action."""

    RESPONSIBLE = "responsible", _("Responsible")
    ACCOUNTABLE = "accountable", _("Accountable")
    CONSULTED = "consulted", _("Consulted")
    INFORMED = "informed", _("Informed")


class ResourceKind(TextChoices):
    """What the plan lives on."""

    PEOPLE = "people", _("A person's time")
    MONEY = "money", _("Budget")
    TOOL = "tool", _("Tool")


class Slip(TextChoices):
    """What is not as planned."""

    LATE = "late", _("Overdue")
    NOT_BEGUN = "not_begun", _("Should have begun")
    TOO_SOON = "too_soon", _("Begins before what it waits for is done")
    NOBODYS = "nobodys", _("Nobody does it")
    ENDLESS = "endless", _("Nobody knows when it is done")


class PlanError(StrategyError):
    """Something in the plan that cannot be so. ``field`` names where it was said."""

    field = ""


class ActionEndsTooEarly(PlanError):
    """The last day lies before the first."""

    field = "due_date"


class ActionsGoInACircle(PlanError):
    """An action would wait for itself, by way of others or at once."""

    field = "needs"


class TooManyAccountable(PlanError):
    """Two positions that are both accountable: then nobody is."""


class ResourceEndsTooEarly(PlanError):
    """A resource leaves before it comes."""

    field = "to_date"


class ResourceIsNothing(PlanError):
    """No share of time, or more than all of it; no money."""

    field = "amount"


class CadenceImpossible(PlanError):
    """More weekdays than posts, or no posts at all."""

    field = "weekdays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An action as its slips are judged by. ``needs_due``: last days of unfinished actions it waits for."""

    status: str
    start: date
    due: date
    has_owner: bool
    has_measure: bool
    needs_due: tuple[date, ...] = ()


def check_days(start: date, due: date) -> None:
    """Raises ActionEndsTooEarly. An action of one day begins and ends on it."""
    if due < start:
        raise ActionEndsTooEarly(_("The last day lies before the first."))


def check_needs(names: Mapping[int, str], needs: Mapping[int, frozenset[int]]) -> None:
    """Raises ActionsGoInACircle, naming who would wait for whom. ``names``: of every action, by its id."""
    by_text = {str(one): frozenset(map(str, others)) for one, others in needs.items()}
    found = circle(by_text)
    if not found:
        return
    around = [names[int(one)] for one in dict.fromkeys(found)]
    if len(around) == 1:
        raise ActionsGoInACircle(_("An action cannot wait for itself."))
    chain = " → ".join([*around, around[0]])
    message: Any = _("These would wait for each other forever: %(chain)s")
    raise ActionsGoInACircle(message % {"chain": chain})


def check_parts(parts: Mapping[int, str]) -> None:
    """Raises TooManyAccountable. ``parts``: what each seat (by id) has to do with the action."""
    if list(parts.values()).count(Part.ACCOUNTABLE) > 1:
        raise TooManyAccountable(_("Only one position can be accountable: with two, nobody is."))


def check_resource(kind: str, amount: float, from_date: date, to_date: date | None) -> None:
    """Raises ResourceIsNothing or ResourceEndsTooEarly. ``amount``: per cent of the time, or SEK a month."""
    if kind == ResourceKind.PEOPLE and not 0 < amount <= 100:
        raise ResourceIsNothing(_("A share of somebody's time lies between 1 and 100 per cent."))
    if amount < 0:
        raise ResourceIsNothing(_("Less than nothing cannot be planned."))
    if to_date and to_date < from_date:
        raise ResourceEndsTooEarly(_("The last day lies before the first."))


def check_cadence(posts_per_week: int, weekdays: tuple[int, ...]) -> None:
    """Raises CadenceImpossible. ``weekdays``: Monday is 0; none means any day."""
    if not 1 <= posts_per_week <= MOST_POSTS_A_WEEK:
        raise CadenceImpossible(_("Promise at least one post a week, and no more than twenty a day."))
    if len(weekdays) > posts_per_week:
        raise CadenceImpossible(_("There are more weekdays than posts. Choose fewer days, or promise more."))


def slips_of(action: Standing, today: date) -> tuple[Slip, ...]:
    """What is not as planned, the worst first; what is finished never slips."""
    if action.status not in OPEN:
        return ()
    planned = action.status == ActionStatus.PLANNED
    found = {
        Slip.LATE: action.due < today,
        Slip.NOT_BEGUN: planned and action.start < today <= action.due,
        Slip.TOO_SOON: any(due >= action.start for due in action.needs_due),
        Slip.NOBODYS: not action.has_owner,
        Slip.ENDLESS: not action.has_measure,
    }
    return tuple(slip for slip, is_so in found.items() if is_so)
