"""Celebrating: exactly one celebration for each thing that was reached; planning and holding the fika."""

from datetime import datetime

from django.db import transaction

from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Celebration, Goal, Milestone


@transaction.atomic
def celebrate(goal: Goal, milestone: Milestone | None, *, reached_at: datetime) -> Celebration:
    """The celebration of what was reached. The same one comes back when it is reached again."""
    cake, is_new = Celebration.objects.get_or_create(
        goal=goal, milestone=milestone, defaults={"workspace": goal.workspace, "reached_at": reached_at}
    )
    if not is_new:
        cake.reached_at, cake.withdrawn_at, cake.withdrawn_why = reached_at, None, ""
        cake.save(update_fields=["reached_at", "withdrawn_at", "withdrawn_why"])
    tell_browsers(workspace_id=goal.workspace_id, topic="celebrations")
    return cake


@transaction.atomic
def withdraw(goal: Goal, milestone: Milestone | None, *, why: str, now: datetime) -> None:
    """It was not reached after all: the celebration stays to be read, with a note."""
    standing = Celebration.objects.standing().filter(goal=goal, milestone=milestone)
    standing.update(withdrawn_at=now, withdrawn_why=why)


@transaction.atomic
def plan_fika(*, cake: Celebration, by: Actor, at: datetime, place: str) -> None:
    """When and where there is cake."""
    cake.fika_at, cake.place = at, place.strip()
    cake.save(update_fields=["fika_at", "place"])
    record("strategy.plan_fika", by=by, workspace=cake.workspace, about=cake, name=cake.name)


@transaction.atomic
def hold_fika(*, cake: Celebration, by: Actor, now: datetime | None) -> None:
    """The cake was eaten; with no ``now`` it was not."""
    cake.held_at = now
    cake.save(update_fields=["held_at"])
    record("strategy.hold_fika", by=by, workspace=cake.workspace, about=cake, name=cake.name, held=bool(now))
