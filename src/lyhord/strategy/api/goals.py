"""Strategy, goals and milestones over the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from lyhord.common.api import ApiError, gives
from lyhord.common.clock import utc_now
from lyhord.organisation.api_auth import Token
from lyhord.organisation.models import Seat
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.rules import Function
from lyhord.strategy import selectors, services
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import Measure, StrategyError, Unit
from lyhord.strategy.selectors import GoalRow, StrategyText
from lyhord.strategy.services import GoalDetails, MilestoneDetails

router = Router(tags=["goals"])
SEE, EDIT = May.SEE_STRATEGY, May.EDIT_STRATEGY


class StrategyIn(Schema):
    """What we want, and how we get there."""

    want: str = Field("", max_length=5000)
    way: str = Field("", max_length=20_000)


class StrategyWriting(StrategyIn):
    """… and why it is changed: ``learned`` is required once the department is at work.

    With ``version``, the one that was read before, nothing is overwritten that was written since.
    """

    learned: str = Field("", max_length=5000)
    version: int | None = None


class StrategyOut(StrategyIn):
    """… and when it was last changed (empty: nobody has written it)."""

    version: int
    updated_at: datetime | None


class MilestoneIn(Schema):
    """A value between the goal's baseline and its target."""

    name: str = Field(min_length=1, max_length=120)
    value: Decimal = Field(max_digits=14, decimal_places=2)
    due_date: date | None = None


class MilestoneOut(MilestoneIn):
    """A milestone; ``percent`` of the way from baseline to target."""

    id: int
    percent: int
    reached_at: datetime | None


class Reached(Schema):
    """Whether it is reached; false takes it back."""

    reached: bool = True


class GoalIn(Schema):
    """From a baseline to a target, by a date. ``owner`` is the id of a seat."""

    name: str = Field(min_length=1, max_length=120)
    measure: Measure
    unit: Unit = Unit.COUNT
    baseline: Decimal = Field(max_digits=14, decimal_places=2)
    target: Decimal = Field(max_digits=14, decimal_places=2)
    start_date: date
    due_date: date
    functions: list[Function] = []
    owner: int | None = None
    why: str = Field("", max_length=5000)


class GoalOut(GoalIn):
    """A goal with its milestones in order. ``percent``: of the way, as reached milestones tell."""

    id: int
    percent: int
    reached_at: datetime | None
    milestones: list[MilestoneOut]


@router.get("/strategy", response=gives(StrategyOut), auth=Token(SEE), summary="The strategy")
def get_strategy(request: WorkspaceRequest) -> StrategyText:
    """Empty texts when nobody has written it."""
    return selectors.strategy_of(request.workspace)


@router.put(
    "/strategy", response=gives(StrategyOut), auth=Token(EDIT, write=True), summary="Write the strategy"
)
def write_strategy(request: WorkspaceRequest, wanted: StrategyWriting) -> StrategyText:
    """Both texts are replaced. 422 without a reason, 409 when somebody else has written meanwhile."""
    given = wanted.dict()
    seen = given.pop("version")
    try:
        services.write_strategy(workspace=request.workspace, by=request.actor, seen_version=seen, **given)
    except services.StrategyChanged as error:
        raise ApiError(409, "changed_meanwhile", str(error.message)) from error
    return selectors.strategy_of(request.workspace)


@router.get("/goals", response=gives(list[GoalOut]), auth=Token(SEE), summary="Goals")
def list_goals(request: WorkspaceRequest) -> list[dict[str, object]]:
    """The first due first, reached ones last."""
    today = timezone.localdate()
    return [_out(goal, row) for goal, row in selectors.goals_with_rows(request.workspace, today=today)]


@router.get("/goals/{int:goal_id}", response=gives(GoalOut), auth=Token(SEE), summary="A goal")
def get_goal(request: WorkspaceRequest, goal_id: int) -> dict[str, object]:
    """One of them."""
    return _shown(request, goal_id)


@router.post("/goals", response=gives(GoalOut, 201), auth=Token(EDIT, write=True), summary="Set a goal")
def set_goal(request: WorkspaceRequest, wanted: GoalIn) -> Status[dict[str, object]]:
    """422 when it goes nowhere or ends before it begins."""
    with _said_to_programs():
        made = services.set_goal(
            workspace=request.workspace, by=request.actor, details=_details(request, wanted)
        )
    return Status(201, _shown(request, made.pk))


@router.put(
    "/goals/{int:goal_id}", response=gives(GoalOut), auth=Token(EDIT, write=True), summary="Change a goal"
)
def change_goal(request: WorkspaceRequest, goal_id: int, wanted: GoalIn) -> dict[str, object]:
    """422 also when a milestone would no longer lie on the way."""
    with _said_to_programs():
        services.change_goal(
            goal=_goal(request, goal_id), by=request.actor, details=_details(request, wanted)
        )
    return _shown(request, goal_id)


@router.delete(
    "/goals/{int:goal_id}", response=gives(None, 204), auth=Token(EDIT, write=True), summary="Remove a goal"
)
def remove_goal(request: WorkspaceRequest, goal_id: int) -> Status[None]:
    """It can be brought back on its page."""
    services.remove_goal(goal=_goal(request, goal_id), by=request.actor, now=utc_now())
    return Status(204, None)


@router.post(
    "/goals/{int:goal_id}/reached",
    response=gives(GoalOut),
    auth=Token(EDIT, write=True),
    summary="Goal reached",
)
def reach_goal(request: WorkspaceRequest, goal_id: int, wanted: Reached) -> dict[str, object]:
    """Cake."""
    now = utc_now() if wanted.reached else None
    services.reach_goal(goal=_goal(request, goal_id), by=request.actor, now=now)
    return _shown(request, goal_id)


@router.post(
    "/goals/{int:goal_id}/milestones",
    response=gives(GoalOut, 201),
    auth=Token(EDIT, write=True),
    summary="Set a milestone",
)
def set_milestone(request: WorkspaceRequest, goal_id: int, wanted: MilestoneIn) -> Status[dict[str, object]]:
    """422 when it does not lie on the goal's way, or another has its value."""
    with _said_to_programs():
        details = MilestoneDetails(**wanted.dict())
        services.set_milestone(goal=_goal(request, goal_id), by=request.actor, details=details)
    return Status(201, _shown(request, goal_id))


@router.post(
    "/milestones/{int:milestone_id}/reached",
    response=gives(GoalOut),
    auth=Token(EDIT, write=True),
    summary="Milestone reached",
)
def reach_milestone(request: WorkspaceRequest, milestone_id: int, wanted: Reached) -> dict[str, object]:
    """Cake."""
    milestone = _milestone(request, milestone_id)
    now = utc_now() if wanted.reached else None
    services.reach_milestone(milestone=milestone, by=request.actor, now=now)
    return _shown(request, milestone.goal_id)


@router.delete(
    "/milestones/{int:milestone_id}",
    response=gives(None, 204),
    auth=Token(EDIT, write=True),
    summary="Remove a milestone",
)
def remove_milestone(request: WorkspaceRequest, milestone_id: int) -> Status[None]:
    """The goal stays."""
    milestone = _milestone(request, milestone_id)
    services.remove_milestone(milestone=milestone, by=request.actor, now=utc_now())
    return Status(204, None)


def _out(goal: Goal, row: GoalRow) -> dict[str, object]:
    kept = {name: getattr(goal, name) for name in GoalIn.model_fields if name != "owner"}
    milestones = [
        {
            "id": each.id,
            "name": each.name,
            "value": each.amount.value,
            "due_date": each.due_date,
            "percent": each.percent,
            "reached_at": each.reached_at,
        }
        for each in row.milestones
    ]
    own = {"id": goal.pk, "owner": goal.owner_id, "percent": row.percent, "reached_at": goal.reached_at}
    return {**kept, **own, "milestones": milestones}


def _shown(request: WorkspaceRequest, goal_id: int) -> dict[str, object]:
    goal = _goal(request, goal_id)
    return _out(goal, selectors.goal_row(goal, today=timezone.localdate()))


def _details(request: WorkspaceRequest, wanted: GoalIn) -> GoalDetails:
    given = wanted.dict()
    owner = Seat.objects.filter(workspace=request.workspace, pk=wanted.owner or 0).first()
    if wanted.owner is not None and owner is None:
        raise ApiError(422, "no_such_seat", "There is no such seat in this workspace.")
    functions = tuple(function.value for function in wanted.functions)
    return GoalDetails(**{**given, "owner": owner, "functions": functions})


def _goal(request: WorkspaceRequest, goal_id: int) -> Goal:
    found = selectors.find_goal(request.workspace, goal_id)
    if found is None:
        raise Http404
    return found


def _milestone(request: WorkspaceRequest, milestone_id: int) -> Milestone:
    found = selectors.find_milestone(request.workspace, milestone_id)
    if found is None or found.removed_at is not None:
        raise Http404
    return found


@contextmanager
def _said_to_programs() -> Iterator[None]:
    try:
        yield
    except StrategyError as error:
        raise ApiError(422, "bad_goal", str(error.message)) from error
