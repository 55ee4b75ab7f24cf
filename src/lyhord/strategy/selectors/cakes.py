"""Questions about celebrations: what was reached, and where the cake is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lyhord.organisation.models import Workspace
from lyhord.strategy.amounts import Amount
from lyhord.strategy.models import Celebration

SOON = timedelta(days=3)  # so long one may take to plan a fika without being reminded


@dataclass(frozen=True, kw_only=True)
class CakeRow:
    """A celebration as a page shows it."""

    id: int
    name: str
    goal_id: int
    goal: str
    amount: Amount | None
    is_goal: bool
    reached_at: datetime
    withdrawn_at: datetime | None
    was_corrected: bool
    fika_at: datetime | None
    place: str
    held_at: datetime | None
    wants: str  # "plan", "hold" or nothing: what is left to do

    @property
    def is_standing(self) -> bool:
        """The reason still holds."""
        return self.withdrawn_at is None


def cakes_of(workspace: Workspace, *, now: datetime) -> tuple[CakeRow, ...]:
    """Every celebration, the newest first. One query."""
    rows = _cakes(workspace).order_by("-reached_at", "-pk")
    return tuple(cake_row(cake, now=now) for cake in rows)


def cakes_waiting(workspace: Workspace, *, now: datetime) -> tuple[CakeRow, ...]:
    """Celebrations that were never planned, or planned and not held: to be reminded of. One query."""
    rows = _cakes(workspace).filter(withdrawn_at__isnull=True, held_at__isnull=True).order_by("reached_at")
    return tuple(row for row in (cake_row(cake, now=now) for cake in rows) if row.wants)


def find_cake(workspace: Workspace, cake_id: int) -> Celebration | None:
    """A celebration of this workspace. One query."""
    return _cakes(workspace).filter(pk=cake_id).first()


def cake_row(cake: Celebration, *, now: datetime) -> CakeRow:
    """One of them. No queries when its goal and milestone are fetched."""
    value = cake.milestone.value if cake.milestone else cake.goal.target
    return CakeRow(
        id=cake.pk,
        name=cake.name,
        goal_id=cake.goal_id,
        goal=cake.goal.name,
        amount=Amount(value, cake.goal.unit),
        is_goal=cake.milestone is None,
        reached_at=cake.reached_at,
        withdrawn_at=cake.withdrawn_at,
        was_corrected=cake.withdrawn_why == "corrected",
        fika_at=cake.fika_at,
        place=cake.place,
        held_at=cake.held_at,
        wants=_wanted(cake, now),
    )


def _wanted(cake: Celebration, now: datetime) -> str:
    if cake.withdrawn_at or cake.held_at:
        return ""
    if cake.fika_at is None:
        return "plan" if now - cake.reached_at > SOON else ""
    return "hold" if now > cake.fika_at else ""


def _cakes(workspace: Workspace) -> QuerySet[Celebration]:
    mine = Celebration.objects.filter(workspace=workspace, goal__removed_at__isnull=True)
    return mine.select_related("workspace", "goal", "milestone")
