"""Verbs of milestones: atomic, audited."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import MilestoneTaken, check_milestone
from lyhord.strategy.services.weighing import settle_by_hand, weigh_goals


@dataclass(frozen=True, kw_only=True)
class MilestoneDetails:
    """What a person says about a milestone."""

    name: str
    value: Decimal
    due_date: date | None = None


@transaction.atomic
def set_milestone(*, goal: Goal, by: Actor, details: MilestoneDetails) -> Milestone:
    """A new milestone on the goal's way. Raises StrategyError."""
    _check_place(goal, details.value)
    milestone = Milestone.objects.create(
        goal=goal, name=details.name, value=details.value, due_date=details.due_date
    )
    record("strategy.set_milestone", by=by, workspace=goal.workspace, about=milestone, name=milestone.name)
    weigh_goals([goal], by=by)
    milestone.refresh_from_db()  # the numbers may have reached it already
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, by: Actor, details: MilestoneDetails) -> Milestone:
    """Change a milestone. Raises StrategyError."""
    _check_place(milestone.goal, details.value, but=milestone)
    milestone.name, milestone.value, milestone.due_date = details.name, details.value, details.due_date
    milestone.save(update_fields=["name", "value", "due_date"])
    record("strategy.change_milestone", by=by, workspace=milestone.goal.workspace, about=milestone)
    weigh_goals([milestone.goal], by=by)
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
    weigh_goals([milestone.goal], by=by)


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Actor, now: datetime | None) -> None:
    """Say that a milestone is reached: cake. With no ``now`` it is not reached after all."""
    settle_by_hand(milestone.goal, milestone, reached_at=now)
    workspace = milestone.goal.workspace
    record("strategy.reach_milestone", by=by, workspace=workspace, about=milestone, reached=now is not None)


def _check_place(goal: Goal, value: Decimal, *, but: Milestone | None = None) -> None:
    check_milestone(value=value, baseline=goal.baseline, target=goal.target)
    others = goal.milestones.current().filter(value=value)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise MilestoneTaken(_("The goal already has a milestone at this value."))
