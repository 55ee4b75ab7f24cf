"""Verbs of goals: atomic, audited."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Goal, Kpi
from lyhord.strategy.rules import (
    Direction,
    GoalsGoInACircle,
    Measure,
    Unit,
    check_band,
    check_goal,
    check_milestone,
    direction_of,
)
from lyhord.strategy.rules.formulas import circle
from lyhord.strategy.rules.measures import Phase, phase_of
from lyhord.strategy.services.kpis import kpi_for
from lyhord.strategy.services.weighing import settle_by_hand, weigh_goals


@dataclass(frozen=True, kw_only=True)
class GoalDetails:
    """What a person says about a goal. What is None is decided for them, or stays as it is.

    With ``lowest`` and ``highest`` the goal is to be kept within them, and the target is ``highest``.
    """

    name: str
    measure: Measure
    unit: Unit
    baseline: Decimal
    target: Decimal
    start_date: date
    due_date: date
    functions: tuple[str, ...] = ()
    owner: Seat | None = None
    why: str = ""
    kpi: Kpi | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    phase: Phase | None = None
    takes_over_from: Goal | None = None
    learning_days: int | None = None
    hold: int | None = None

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        is_kept = self.lowest is not None or self.highest is not None
        return Direction.KEEP if is_kept else direction_of(self.baseline, self.target)


@transaction.atomic
def set_goal(*, workspace: Workspace, by: Actor, details: GoalDetails) -> Goal:
    """A new goal. Raises StrategyError when it goes nowhere or ends before it begins."""
    goal = Goal(workspace=workspace, phase=phase_of(details.measure))
    kpi = details.kpi or kpi_for(workspace=workspace, details=details)
    goal.hold = kpi.shape.usual_hold
    _fill(goal, details, kpi)
    goal.save(force_insert=True)
    record("strategy.set_goal", by=by, workspace=workspace, about=goal, name=goal.name)
    weigh_goals([goal], by=by)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, by: Actor, details: GoalDetails) -> Goal:
    """Change a goal. Raises StrategyError, also when a milestone would no longer lie on the way."""
    for value in goal.milestones.current().values_list("value", flat=True):
        check_milestone(value=value, baseline=details.baseline, target=details.target)
    changed = _fill(goal, details, details.kpi or _kpi_after(goal, details))
    goal.save(update_fields=changed)
    record("strategy.change_goal", by=by, workspace=goal.workspace, about=goal, changed=changed)
    weigh_goals([goal], by=by)
    return goal


@transaction.atomic
def remove_goal(*, goal: Goal, by: Actor, now: datetime) -> None:
    """Take a goal away; ``restore_goal`` brings it back with all that belongs to it."""
    goal.removed_at = now
    goal.save(update_fields=["removed_at"])
    record("strategy.remove_goal", by=by, workspace=goal.workspace, about=goal, name=goal.name)


@transaction.atomic
def restore_goal(*, goal: Goal, by: Actor) -> None:
    """Undo ``remove_goal``."""
    goal.removed_at = None
    goal.save(update_fields=["removed_at"])
    record("strategy.restore_goal", by=by, workspace=goal.workspace, about=goal, name=goal.name)
    weigh_goals([goal], by=by)


@transaction.atomic
def reach_goal(*, goal: Goal, by: Actor, now: datetime | None) -> None:
    """Say that a goal is reached: cake. With no ``now`` it is not reached after all."""
    settle_by_hand(goal, None, reached_at=now)
    record("strategy.reach_goal", by=by, workspace=goal.workspace, about=goal, reached=now is not None)
    weigh_goals([goal], by=by)


def _kpi_after(goal: Goal, details: GoalDetails) -> Kpi:
    """The goal's own KPI while the measure stays the same."""
    if goal.kpi and goal.measure == details.measure:
        return goal.kpi
    return kpi_for(workspace=goal.workspace, details=details)


def _fill(goal: Goal, details: GoalDetails, kpi: Kpi) -> list[str]:
    """Put the details into the goal; returns the names of what changed."""
    _check(goal, details)
    given = _given(details) | {"kpi": kpi, "measure": kpi.key if kpi.key in Measure else details.measure}
    changed = [name for name, value in given.items() if getattr(goal, name) != value]
    for name, value in given.items():
        setattr(goal, name, value)
    return changed


def _given(details: GoalDetails) -> dict[str, Any]:
    always = ("name", "unit", "baseline", "start_date", "due_date", "owner", "why", "lowest", "highest")
    said = {name: getattr(details, name) for name in always}
    maybe = ("phase", "takes_over_from", "learning_days", "hold")
    said |= {name: getattr(details, name) for name in maybe if getattr(details, name) is not None}
    target = details.target if details.highest is None else details.highest
    return said | {
        "functions": list(details.functions),
        "direction": details.direction,
        "target": target,
    }


def _check(goal: Goal, details: GoalDetails) -> None:
    days = {"start": details.start_date, "due": details.due_date}
    if details.direction == Direction.KEEP:
        check_band(lowest=details.lowest, highest=details.highest, **days)
    else:
        check_goal(baseline=details.baseline, target=details.target, **days)
    if details.takes_over_from and _goes_round(goal, details.takes_over_from):
        raise GoalsGoInACircle(_("These goals would take over from each other in a circle."))


def _goes_round(goal: Goal, before: Goal) -> bool:
    known = Goal.objects.filter(workspace=before.workspace, takes_over_from__isnull=False)
    follows = {
        str(pk): frozenset({str(earlier)}) for pk, earlier in known.values_list("pk", "takes_over_from")
    }
    return goal.pk is not None and bool(circle({**follows, str(goal.pk): frozenset({str(before.pk)})}))
