"""The plan's picture from what the database holds, and the choices its filters offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lyhord.organisation.models import Workspace
from lyhord.strategy.models import Goal
from lyhord.strategy.plan_drawing import Expected, Picture, picture_of
from lyhord.strategy.rules.pace import Way
from lyhord.strategy.selectors.plan import PlanGroup, by_goal, plan_of
from lyhord.strategy.selectors.standing import way_of


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something a list can be narrowed to."""

    id: int
    name: str


def choices_of(pairs: Iterable[tuple[int | None, str]]) -> tuple[Choice, ...]:
    """Each once, by name."""
    found = {pk: name for pk, name in pairs if pk is not None}
    return tuple(
        Choice(id=pk, name=name) for pk, name in sorted(found.items(), key=lambda one: one[1].casefold())
    )


def timeline_of(workspace: Workspace, *, today: date) -> tuple[Picture, tuple[PlanGroup, ...]]:
    """The picture, and the same actions as groups for the table. Four queries."""
    rows = plan_of(workspace, today=today)
    groups = by_goal(sorted(rows, key=lambda row: (row.start_date, row.due_date, row.id)))
    way = _learning_way(workspace)
    picture = picture_of(
        [(group.goal, group.goal_id, group.actions) for group in groups],
        today=today,
        expected=_expected(way) if way else None,
        learns_until=way.start + timedelta(days=way.learning_days) if way else None,
    )
    return picture, groups


def _learning_way(workspace: Workspace) -> Way | None:
    """The way of the goal on which one learns the longest; nothing when no goal grants any learning."""
    learning = Goal.objects.current().filter(workspace=workspace, learning_days__gt=0)
    goal = learning.order_by("-learning_days", "start_date", "pk").first()
    return way_of(goal) if goal else None


def _expected(way: Way) -> Expected:
    """How much of a full month's progress is expected between two days: 0–1."""
    after = way.start + timedelta(days=way.learning_days)
    full = max((way.share(after + timedelta(days=1)) - way.share(after)), 1e-9)

    def expected(first: date, last: date) -> float:
        begins, ends = max(first, way.start), min(last, way.due)
        if ends <= begins:
            return 0.0
        share = (way.share(ends) - way.share(begins)) / (full * (ends - begins).days)
        return round(min(max(share, 0.0), 1.0), 3)

    return expected
