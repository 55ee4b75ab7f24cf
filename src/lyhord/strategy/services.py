"""Verbs of strategy and goals: atomic, audited."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Goal, Milestone, Strategy
from lyhord.strategy.rules import Measure, MilestoneTaken, Unit, check_goal, check_milestone, direction_of


@dataclass(frozen=True, kw_only=True)
class GoalDetails:
    """What a person says about a goal."""

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


@dataclass(frozen=True, kw_only=True)
class MilestoneDetails:
    """What a person says about a milestone."""

    name: str
    value: Decimal
    due_date: date | None = None


@transaction.atomic
def write_strategy(*, workspace: Workspace, by: Actor, want: str, way: str) -> Strategy:
    """Put down what we want and how we get there."""
    texts = {"want": want.strip(), "way": way.strip()}
    strategy, _made = Strategy.objects.update_or_create(workspace=workspace, defaults=texts)
    record("strategy.write_strategy", by=by, workspace=workspace, about=strategy, **texts)
    return strategy


@transaction.atomic
def set_goal(*, workspace: Workspace, by: Actor, details: GoalDetails) -> Goal:
    """A new goal. Raises StrategyError when it goes nowhere or ends before it begins."""
    goal = Goal(workspace=workspace)
    _fill(goal, details)
    goal.save(force_insert=True)
    record("strategy.set_goal", by=by, workspace=workspace, about=goal, name=goal.name)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, by: Actor, details: GoalDetails) -> Goal:
    """Change a goal. Raises StrategyError, also when a milestone would no longer lie on the way."""
    for value in goal.milestones.current().values_list("value", flat=True):
        check_milestone(value=value, baseline=details.baseline, target=details.target)
    changed = _fill(goal, details)
    goal.save(update_fields=changed)
    record("strategy.change_goal", by=by, workspace=goal.workspace, about=goal, changed=changed)
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


@transaction.atomic
def reach_goal(*, goal: Goal, by: Actor, now: datetime | None) -> None:
    """Say that a goal is reached: cake. With no ``now`` it is not reached after all."""
    goal.reached_at = now
    goal.save(update_fields=["reached_at"])
    record("strategy.reach_goal", by=by, workspace=goal.workspace, about=goal, reached=now is not None)


@transaction.atomic
def set_milestone(*, goal: Goal, by: Actor, details: MilestoneDetails) -> Milestone:
    """A new milestone on the goal's way. Raises StrategyError."""
    _check_place(goal, details.value)
    milestone = Milestone.objects.create(
        goal=goal, name=details.name, value=details.value, due_date=details.due_date
    )
    record("strategy.set_milestone", by=by, workspace=goal.workspace, about=milestone, name=milestone.name)
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, by: Actor, details: MilestoneDetails) -> Milestone:
    """Change a milestone. Raises StrategyError."""
    _check_place(milestone.goal, details.value, but=milestone)
    milestone.name, milestone.value, milestone.due_date = details.name, details.value, details.due_date
    milestone.save(update_fields=["name", "value", "due_date"])
    record("strategy.change_milestone", by=by, workspace=milestone.goal.workspace, about=milestone)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Actor, now: datetime) -> None:
    """Take a milestone away; ``restore_milestone`` brings it back."""
    milestone.removed_at = now
    milestone.save(update_fields=["removed_at"])
    record("strategy.remove_milestone", by=by, workspace=milestone.goal.workspace, about=milestone)


@transaction.atomic
def restore_milestone(*, milestone: Milestone, by: Actor) -> None:
    """Undo ``remove_milestone``. Raises StrategyError when it no longer has a place on the way."""
    _check_place(milestone.goal, milestone.value, but=milestone)
    milestone.removed_at = None
    milestone.save(update_fields=["removed_at"])
    record("strategy.restore_milestone", by=by, workspace=milestone.goal.workspace, about=milestone)


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Actor, now: datetime | None) -> None:
    """Say that a milestone is reached: cake. With no ``now`` it is not reached after all."""
    milestone.reached_at = now
    milestone.save(update_fields=["reached_at"])
    workspace = milestone.goal.workspace
    record("strategy.reach_milestone", by=by, workspace=workspace, about=milestone, reached=now is not None)


def _fill(goal: Goal, details: GoalDetails) -> list[str]:
    """Put the details into the goal; returns the names of what changed."""
    check_goal(
        baseline=details.baseline, target=details.target, start=details.start_date, due=details.due_date
    )
    given = {field.name: getattr(details, field.name) for field in fields(details)}
    given |= {
        "functions": list(details.functions),
        "direction": direction_of(details.baseline, details.target),
    }
    changed = [name for name, value in given.items() if getattr(goal, name) != value]
    for name, value in given.items():
        setattr(goal, name, value)
    return changed


def _check_place(goal: Goal, value: Decimal, *, but: Milestone | None = None) -> None:
    check_milestone(value=value, baseline=goal.baseline, target=goal.target)
    others = goal.milestones.current().filter(value=value)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise MilestoneTaken(_("The goal already has a milestone at this value."))
