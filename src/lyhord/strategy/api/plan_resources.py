"""Resources and posting frequency over the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.http import Http404
from ninja import Field, Router, Schema, Status

from lyhord.common.api import ApiError, gives
from lyhord.common.clock import utc_now
from lyhord.organisation.api_auth import Token
from lyhord.organisation.models import Seat
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.models import Goal, Resource
from lyhord.strategy.rules.plan import MOST_POSTS_A_WEEK, PlanError, ResourceKind
from lyhord.strategy.selectors.plan_resources import (
    CadenceRow,
    ResourceRow,
    cadences_of,
    find_cadence,
    find_resource,
    resources_of,
)
from lyhord.strategy.services import plan_resources as services
from lyhord.strategy.services.plan_resources import CadenceDetails, ResourceDetails

resources_router = Router(tags=["plan"])
SEE, COUNT, EDIT = May.SEE_STRATEGY, May.SEE_RESOURCES, May.EDIT_PLAN


class ResourceIn(Schema):
    """``amount``: per cent of a person's time, or SEK a month. ``seat``: whose time, by its id."""

    kind: ResourceKind
    name: str = Field(min_length=1, max_length=120)
    amount: Decimal = Field(max_digits=12, decimal_places=2)
    from_date: date
    to_date: date | None = None
    came_date: date | None = None
    seat: int | None = None
    note: str = Field("", max_length=2000)


class MonthIn(Schema):
    """What it really was in a month (any of its days); no amount takes the number back."""

    month: date
    amount: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2)


class MonthOut(Schema):
    """A month: planned, and what it really was."""

    month: date
    planned: Decimal | None
    actual: Decimal | None


class ResourceOut(Schema):
    """A resource with its months."""

    id: int
    kind: ResourceKind
    name: str
    amount: Decimal
    from_date: date
    to_date: date | None
    came_date: date | None
    who: str
    note: str
    months: list[MonthOut]


class CadenceIn(Schema):
    """How often we post in a channel from a day on. ``weekdays``: Monday is 0; none means any day."""

    channel: str = Field(min_length=1, max_length=60)
    posts_per_week: int = Field(ge=1, le=MOST_POSTS_A_WEEK)
    from_date: date
    weekdays: list[int] = Field([], max_length=7)
    goal: int | None = None


class CadenceOut(CadenceIn):
    """``is_now``: the promise that counts today."""

    id: int
    is_now: bool


@resources_router.get(
    "/plan/resources", response=gives(list[ResourceOut]), auth=Token(COUNT), summary="Resources"
)
def list_resources(request: WorkspaceRequest) -> list[dict[str, object]]:
    """People first, then in the order in which they come."""
    return [_resource_out(row) for row in resources_of(request.workspace, today=local_today(request))]


@resources_router.post(
    "/plan/resources",
    response=gives(ResourceOut, 201),
    auth=Token(EDIT, write=True),
    summary="Plan a resource",
)
def add_resource(request: WorkspaceRequest, wanted: ResourceIn) -> Status[dict[str, object]]:
    """422 when it leaves before it comes, or is more than somebody's whole time."""
    with _said_to_programs():
        details = _resource_details(request, wanted)
        made = services.add_resource(workspace=request.workspace, by=request.actor, details=details)
    return Status(201, _shown_resource(request, made.pk))


@resources_router.put(
    "/plan/resources/{int:resource_id}",
    response=gives(ResourceOut),
    auth=Token(EDIT, write=True),
    summary="Change a resource",
)
def change_resource(request: WorkspaceRequest, resource_id: int, wanted: ResourceIn) -> dict[str, object]:
    """Every field is replaced; the months stay."""
    found = _resource(request, resource_id)
    with _said_to_programs():
        details = _resource_details(request, wanted)
        services.change_resource(resource=found, by=request.actor, details=details)
    return _shown_resource(request, resource_id)


@resources_router.put(
    "/plan/resources/{int:resource_id}/month",
    response=gives(ResourceOut),
    auth=Token(EDIT, write=True),
    summary="Say what a resource really was",
)
def set_resource_month(request: WorkspaceRequest, resource_id: int, wanted: MonthIn) -> dict[str, object]:
    """The same again is the same."""
    services.set_resource_month(resource=_resource(request, resource_id), by=request.actor, **wanted.dict())
    return _shown_resource(request, resource_id)


@resources_router.delete(
    "/plan/resources/{int:resource_id}",
    response=gives(None, 204),
    auth=Token(EDIT, write=True),
    summary="Remove a resource",
)
def remove_resource(request: WorkspaceRequest, resource_id: int) -> Status[None]:
    """It can be brought back on its page."""
    services.remove_resource(resource=_resource(request, resource_id), by=request.actor, now=utc_now())
    return Status(204, None)


@resources_router.get(
    "/plan/frequency", response=gives(list[CadenceOut]), auth=Token(SEE), summary="Posting frequency"
)
def list_cadences(request: WorkspaceRequest) -> list[dict[str, object]]:
    """By channel, the newest first."""
    return [_cadence_out(row) for row in cadences_of(request.workspace, today=local_today(request))]


@resources_router.post(
    "/plan/frequency",
    response=gives(CadenceOut, 201),
    auth=Token(EDIT, write=True),
    summary="Promise how often we post",
)
def add_cadence(request: WorkspaceRequest, wanted: CadenceIn) -> Status[dict[str, object]]:
    """422 when the channel has a promise from that day on, or there are more weekdays than posts."""
    with _said_to_programs():
        details = _cadence_details(request, wanted)
        made = services.add_cadence(workspace=request.workspace, by=request.actor, details=details)
    rows = cadences_of(request.workspace, today=local_today(request))
    return Status(201, next(_cadence_out(row) for row in rows if row.id == made.pk))


@resources_router.delete(
    "/plan/frequency/{int:cadence_id}",
    response=gives(None, 204),
    auth=Token(EDIT, write=True),
    summary="Take a promise back",
)
def remove_cadence(request: WorkspaceRequest, cadence_id: int) -> Status[None]:
    """It can be made again on its page."""
    found = find_cadence(request.workspace, cadence_id)
    if found is None:
        raise Http404
    services.remove_cadence(cadence=found, by=request.actor, now=utc_now())
    return Status(204, None)


def _resource_out(row: ResourceRow) -> dict[str, object]:
    names = ("id", "kind", "name", "from_date", "to_date", "came_date", "who", "note")
    months = [
        {
            "month": each.month,
            "planned": each.planned.value if each.planned else None,
            "actual": each.actual.value if each.actual else None,
        }
        for each in row.months
    ]
    return {name: getattr(row, name) for name in names} | {"amount": row.amount.value, "months": months}


def _cadence_out(row: CadenceRow) -> dict[str, object]:
    names = ("id", "channel", "posts_per_week", "from_date", "is_now")
    told = {name: getattr(row, name) for name in names}
    return told | {"weekdays": list(row.weekdays), "goal": row.goal_id}


def _shown_resource(request: WorkspaceRequest, resource_id: int) -> dict[str, object]:
    rows = resources_of(request.workspace, today=local_today(request))
    return next(_resource_out(row) for row in rows if row.id == resource_id)


def _resource(request: WorkspaceRequest, resource_id: int) -> Resource:
    found = find_resource(request.workspace, resource_id)
    if found is None:
        raise Http404
    return found


def _resource_details(request: WorkspaceRequest, wanted: ResourceIn) -> ResourceDetails:
    seat = Seat.objects.filter(workspace=request.workspace, pk=wanted.seat or 0).first()
    if wanted.seat is not None and seat is None:
        raise ApiError(422, "no_such_seat", "There is no such seat in this workspace.")
    return ResourceDetails(**(wanted.dict() | {"seat": seat}))


def _cadence_details(request: WorkspaceRequest, wanted: CadenceIn) -> CadenceDetails:
    goal = Goal.objects.current().filter(workspace=request.workspace, pk=wanted.goal or 0).first()
    if wanted.goal is not None and goal is None:
        raise ApiError(422, "no_such_goal", "There is no such goal in this workspace.")
    if not set(wanted.weekdays) <= set(range(7)):
        raise ApiError(422, "bad_plan", "Weekdays are 0 (Monday) to 6 (Sunday).")
    return CadenceDetails(**(wanted.dict() | {"weekdays": tuple(wanted.weekdays), "goal": goal}))


@contextmanager
def _said_to_programs() -> Iterator[None]:
    try:
        yield
    except PlanError as error:
        raise ApiError(422, "bad_plan", str(error.message)) from error
