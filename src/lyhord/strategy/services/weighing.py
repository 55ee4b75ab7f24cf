"""Holding goals against their numbers: status, forecast, and what is reached. One place, always the same."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction

from lyhord.analysis.forecasts import forecast
from lyhord.common.clock import utc_now
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import Direction
from lyhord.strategy.rules.numbers import Value
from lyhord.strategy.rules.reaching import ReachedBy, reached_on
from lyhord.strategy.rules.statuses import Outlook, Status
from lyhord.strategy.selectors.numbers import values_of_kpi
from lyhord.strategy.selectors.standing import status_today
from lyhord.strategy.services.cakes import celebrate, withdraw

_NOON = time(12)
_FOUR_PLACES = Decimal("0.0001")


@transaction.atomic
def weigh_goals(goals: Iterable[Goal], *, by: Actor, now: datetime | None = None) -> None:
    """Write into each goal what its numbers say now, and celebrate what they reach.

    May be done again at any time: the same numbers give the same, and no second cake.
    """
    moment = now or utc_now()
    known: dict[int, list[Value]] = {}
    for goal in goals:
        if goal.kpi and goal.kpi.pk not in known:
            known[goal.kpi.pk] = values_of_kpi(goal.kpi)
        values = known[goal.kpi.pk] if goal.kpi else []
        _weigh(goal, [value for value in values if value.day >= goal.start_date], by=by, now=moment)


@transaction.atomic
def weigh_workspace(workspace: Workspace, *, by: Actor, now: datetime) -> int:
    """Weigh every goal that was not weighed today; returns how many."""
    today = now.astimezone(workspace.zone).date()
    stale = Goal.objects.current().filter(workspace=workspace).exclude(weighed_on=today)
    goals = list(stale.select_related("kpi", "workspace"))
    weigh_goals(goals, by=by, now=now)
    return len(goals)


@transaction.atomic
def settle_by_hand(goal: Goal, milestone: Milestone | None, *, reached_at: datetime | None) -> None:
    """A person says that it is reached, or not; from then on the numbers leave it alone."""
    thing = milestone or goal
    thing.reached_by = ReachedBy.PERSON if reached_at else ReachedBy.NOT_YET
    thing.reached_at = reached_at
    thing.save(update_fields=["reached_by", "reached_at"])
    if reached_at:
        celebrate(goal, milestone, reached_at=reached_at)
    else:
        withdraw(goal, milestone, why="", now=utc_now())


def _weigh(goal: Goal, values: Sequence[Value], *, by: Actor, now: datetime) -> None:
    today = now.astimezone(goal.workspace.zone).date()
    if goal.direction != Direction.KEEP:
        for milestone in goal.milestones.current():
            _settle(goal, milestone, _held(goal, values, milestone), by=by, now=now)
        _settle(goal, None, _held(goal, values, None), by=by, now=now)
    _write(goal, values[-1] if values else None, _outlook(goal, values), today)
    if goal.direction == Direction.KEEP:
        is_kept = status_today(goal, today) == Status.REACHED
        _settle(goal, None, goal.due_date if is_kept else None, by=by, now=now)


def _held(goal: Goal, values: Sequence[Value], milestone: Milestone | None) -> date | None:
    wanted = milestone.value if milestone else goal.target
    return reached_on(values, wanted=wanted, direction=goal.direction, hold=goal.hold)


def _settle(goal: Goal, milestone: Milestone | None, day: date | None, *, by: Actor, now: datetime) -> None:
    """Let the numbers say that it is reached, or that it is not after all; what a person said stands."""
    thing = milestone or goal
    if thing.reached_by in {ReachedBy.PERSON, ReachedBy.NOT_YET}:
        return
    reached_at = min(datetime.combine(day, _NOON, goal.workspace.zone), now) if day else None
    if (thing.reached_at is None) == (reached_at is None):
        return
    thing.reached_at, thing.reached_by = reached_at, ReachedBy.NUMBERS if reached_at else ReachedBy.NOBODY
    thing.save(update_fields=["reached_at", "reached_by"])
    if reached_at:
        celebrate(goal, milestone, reached_at=reached_at)
    else:
        withdraw(goal, milestone, why="corrected", now=now)
    verb = "strategy.reached_by_numbers" if reached_at else "strategy.not_reached_by_numbers"
    record(verb, by=by, workspace=goal.workspace, about=thing, name=thing.name)


def _outlook(goal: Goal, values: Sequence[Value]) -> Outlook | None:
    """Where the numbers are going on the last day; nothing when that day is here, or there is too little."""
    if not values or values[-1].day >= goal.due_date:
        return None
    days = [value.day.toordinal() for value in values]
    told = forecast(days, [float(value.value) for value in values], at=goal.due_date.toordinal())
    return Outlook(value=told.value, low=told.low, high=told.high) if told else None


def _write(goal: Goal, latest: Value | None, outlook: Outlook | None, today: date) -> None:
    found: dict[str, Any] = {
        "value": latest.value.quantize(_FOUR_PLACES) if latest else None,
        "value_date": latest.day if latest else None,
        "value_days": latest.days if latest else 1,
        "value_of_days": latest.of_days if latest else 1,
        "outlook": outlook.value if outlook else None,
        "outlook_low": outlook.low if outlook else None,
        "outlook_high": outlook.high if outlook else None,
        "weighed_on": today,
    }
    for name, value in found.items():
        setattr(goal, name, value)
    goal.save(update_fields=list(found))
