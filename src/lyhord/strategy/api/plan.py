"""The plan over the API: actions, resources, posting frequency and work load."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Field, Router, Schema, Status

from lyhord.common.api import ApiError, gives
from lyhord.common.clock import utc_now
from lyhord.organisation.api_auth import Token
from lyhord.organisation.models import Seat
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.models import Action, Goal
from lyhord.strategy.rules.plan import ActionStatus, Part, PlanError, Slip
from lyhord.strategy.selectors.plan import ActionRow, action_row, find_action, plan_of, seats_of
from lyhord.strategy.selectors.plan_load import load_of
from lyhord.strategy.services import plan as services
from lyhord.strategy.services.plan import ActionChanged, ActionDetails, details_of

plan_router = Router(tags=["plan"])
SEE, EDIT, WORK, COUNT = May.SEE_STRATEGY, May.EDIT_PLAN, May.WORK_PLAN, May.SEE_RESOURCES


class PartIn(Schema):
    """What a position (``seat``: its id) has to do with an action."""

    seat: int
    part: Part


class ActionIn(Schema):
    """An action. ``owner`` is the id of a seat, ``needs`` are ids of actions that come first."""

    name: str = Field(min_length=1, max_length=120)
    start_date: date
    due_date: date
    done_when: str = Field("", max_length=2000)
    goal: int | None = None
    owner: int | None = None
    hours: Decimal = Field(Decimal(0), ge=0, max_digits=6, decimal_places=1)
    money: Decimal = Field(Decimal(0), ge=0, max_digits=12, decimal_places=2)
    parts: list[PartIn] = []
    needs: list[int] = []


class ActionChange(ActionIn):
    """… with the ``version`` that was read: when somebody has changed it since, the answer is 409."""

    version: int | None = None


class ActionOut(ActionIn):
    """An action as it stands. ``slips``: what is not as planned, the worst first."""

    id: int
    status: ActionStatus
    result: str
    hours_spent: Decimal
    money_spent: Decimal
    slips: list[Slip]
    done_at: datetime | None
    version: int


class StatusIn(Schema):
    """How far it has come."""

    status: ActionStatus


class MoveIn(Schema):
    """Earlier (below zero) or later, and how many days more or less it takes."""

    days: int = Field(0, ge=-3660, le=3660)
    longer: int = Field(0, ge=-3660, le=3660)


class ReportIn(Schema):
    """What came of it, and what it took."""

    result: str = Field("", max_length=5000)
    hours_spent: Decimal = Field(Decimal(0), ge=0, max_digits=6, decimal_places=1)
    money_spent: Decimal = Field(Decimal(0), ge=0, max_digits=12, decimal_places=2)


class LoadWeekOut(Schema):
    """A person's week: hours of work, hours there are."""

    monday: date
    hours: Decimal
    has: Decimal
    is_too_much: bool


class PersonLoadOut(Schema):
    """Somebody's weeks from this week on."""

    name: str
    is_vacant: bool
    weeks: list[LoadWeekOut]


@plan_router.get("/plan/actions", response=gives(list[ActionOut]), auth=Token(SEE), summary="Actions")
def list_actions(request: WorkspaceRequest) -> list[dict[str, object]]:
    """Open ones first, the first due first."""
    return [_out(row) for row in plan_of(request.workspace, today=local_today(request))]


@plan_router.get(
    "/plan/actions/{int:action_id}", response=gives(ActionOut), auth=Token(SEE), summary="An action"
)
def get_action(request: WorkspaceRequest, action_id: int) -> dict[str, object]:
    """One of them."""
    return _shown(request, action_id)


@plan_router.post(
    "/plan/actions",
    response=gives(ActionOut, 201),
    auth=Token(EDIT, write=True),
    summary="Plan an action",
)
def add_action(request: WorkspaceRequest, wanted: ActionIn) -> Status[dict[str, object]]:
    """422 when it ends before it begins, or would wait for itself by way of others."""
    with _said_to_programs():
        details = _details(request, wanted)
        made = services.add_action(workspace=request.workspace, by=request.actor, details=details)
    return Status(201, _shown(request, made.pk))


@plan_router.put(
    "/plan/actions/{int:action_id}",
    response=gives(ActionOut),
    auth=Token(EDIT, write=True),
    summary="Change an action",
)
def change_action(request: WorkspaceRequest, action_id: int, wanted: ActionChange) -> dict[str, object]:
    """Every field is replaced. 409 when ``version`` is given and no longer the newest."""
    found = _action(request, action_id)
    if wanted.version is not None and wanted.version != found.version:
        raise ApiError(409, "action_changed", "Somebody else has changed this action. Read it again.")
    known = details_of(found)
    details = replace(
        _details(request, wanted),
        hours_spent=known.hours_spent,
        money_spent=known.money_spent,
        result=known.result,
    )
    with _said_to_programs():
        services.change_action(action=found, by=request.actor, details=details, seen=known.texts())
    return _shown(request, action_id)


@plan_router.delete(
    "/plan/actions/{int:action_id}",
    response=gives(None, 204),
    auth=Token(EDIT, write=True),
    summary="Remove an action",
)
def remove_action(request: WorkspaceRequest, action_id: int) -> Status[None]:
    """Nothing waits for it any more."""
    services.remove_action(action=_action(request, action_id), by=request.actor, now=utc_now())
    return Status(204, None)


@plan_router.post(
    "/plan/actions/{int:action_id}/status",
    response=gives(ActionOut),
    auth=Token(WORK, write=True),
    summary="Say how far an action has come",
)
def set_action_status(request: WorkspaceRequest, action_id: int, wanted: StatusIn) -> dict[str, object]:
    """On one's own actions; the head on every one."""
    found = _my_action(request, action_id)
    services.set_action_status(action=found, by=request.actor, status=wanted.status, now=utc_now())
    return _shown(request, action_id)


@plan_router.post(
    "/plan/actions/{int:action_id}/move",
    response=gives(ActionOut),
    auth=Token(EDIT, write=True),
    summary="Move an action",
)
def move_action(request: WorkspaceRequest, action_id: int, wanted: MoveIn) -> dict[str, object]:
    """By days: what two people do at once adds up."""
    with _said_to_programs():
        services.move_action(action=_action(request, action_id), by=request.actor, **wanted.dict())
    return _shown(request, action_id)


@plan_router.post(
    "/plan/actions/{int:action_id}/report",
    response=gives(ActionOut),
    auth=Token(WORK, write=True),
    summary="Say what came of an action",
)
def report_action(request: WorkspaceRequest, action_id: int, wanted: ReportIn) -> dict[str, object]:
    """On one's own actions; the head on every one."""
    services.report_action(action=_my_action(request, action_id), by=request.actor, **wanted.dict())
    return _shown(request, action_id)


@plan_router.get("/plan/load", response=gives(list[PersonLoadOut]), auth=Token(COUNT), summary="Work load")
def list_load(request: WorkspaceRequest) -> list[dict[str, object]]:
    """Twelve weeks from this one, by person."""
    people = load_of(request.workspace, today=local_today(request)).people
    names = ("monday", "hours", "has", "is_too_much")
    return [
        {
            "name": person.name,
            "is_vacant": person.is_vacant,
            "weeks": [{name: getattr(week, name) for name in names} for week in person.weeks],
        }
        for person in people
    ]


def _out(row: ActionRow) -> dict[str, object]:
    same = ("id", "name", "start_date", "due_date", "done_when", "hours", "money", "status", "result")
    more = ("hours_spent", "money_spent", "done_at", "version")
    return {name: getattr(row, name) for name in (*same, *more)} | {
        "goal": row.goal_id,
        "owner": row.owner_id,
        "parts": [{"seat": part.seat_id, "part": part.part} for part in row.parts],
        "needs": [wait.id for wait in row.waits],
        "slips": list(row.slips),
    }


def _shown(request: WorkspaceRequest, action_id: int) -> dict[str, object]:
    row = action_row(request.workspace, action_id, today=local_today(request))
    if row is None:
        raise Http404
    return _out(row)


def _details(request: WorkspaceRequest, wanted: ActionIn) -> ActionDetails:
    """What was asked for; 422 when it names rows that are not there."""
    workspace, parts = request.workspace, {each.seat: each.part.value for each in wanted.parts}
    seats = Seat.objects.filter(workspace=workspace, pk__in={*parts, wanted.owner or 0}).in_bulk()
    goal = Goal.objects.current().filter(workspace=workspace, pk=wanted.goal or 0).first()
    there = Action.objects.current().filter(workspace=workspace, pk__in=wanted.needs).count()
    missing = (
        (
            wanted.goal is not None and goal is None,
            "no_such_goal",
            "There is no such goal in this workspace.",
        ),
        (not {*parts} <= seats.keys(), "no_such_seat", "There is no such seat in this workspace."),
        (wanted.owner is not None and wanted.owner not in seats, "no_such_seat", "There is no such seat."),
        (there < len({*wanted.needs}), "no_such_action", "There is no such action in this workspace."),
    )
    for is_missing, code, message in missing:
        if is_missing:
            raise ApiError(422, code, message)
    return ActionDetails(
        name=wanted.name.strip(),
        start_date=wanted.start_date,
        due_date=wanted.due_date,
        done_when=wanted.done_when.strip(),
        goal=goal,
        owner=seats.get(wanted.owner or 0),
        hours=wanted.hours,
        money=wanted.money,
        parts=parts,
        needs=frozenset(wanted.needs),
    )


def _action(request: WorkspaceRequest, action_id: int) -> Action:
    found = find_action(request.workspace, action_id)
    if found is None:
        raise Http404
    return found


def _my_action(request: WorkspaceRequest, action_id: int) -> Action:
    found, today = _action(request, action_id), local_today(request)
    if request.may(May.EDIT_PLAN):
        return found
    mine = seats_of(request.member, today=today)
    row = action_row(request.workspace, action_id, today=today, seats=mine)
    if row is None or not row.is_my_work:
        raise PermissionDenied
    return found


@contextmanager
def _said_to_programs() -> Iterator[None]:
    try:
        yield
    except ActionChanged as changed:
        raise ApiError(409, "action_changed", str(changed.message)) from changed
    except PlanError as error:
        raise ApiError(422, "bad_plan", str(error.message)) from error
