"""Workspaces, units and seats over the API."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.http import Http404
from ninja import Query, Router, Status

from lyhord.common.api import ListWish, Paged, gives, paged
from lyhord.common.paging import newest_first
from lyhord.organisation import services
from lyhord.organisation.api.shapes import (
    HolderIn,
    SeatIn,
    SeatOut,
    UnitIn,
    UnitOut,
    WorkspaceChange,
    WorkspaceOut,
)
from lyhord.organisation.api_auth import Token
from lyhord.organisation.models import Member, Seat, Unit, Workspace
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import find

router = Router(tags=["organisation"])
SEE, EDIT = May.SEE_DEPARTMENT, May.EDIT_DEPARTMENT


@router.get(
    "/workspaces", response=gives(list[WorkspaceOut]), auth=Token(SEE), summary="The token's workspace"
)
def list_workspaces(request: WorkspaceRequest) -> list[Workspace]:
    """A token belongs to one workspace, so the list has one row."""
    return [request.workspace]


@router.get("/workspaces/{slug}", response=gives(WorkspaceOut), auth=Token(SEE), summary="A workspace")
def get_workspace(request: WorkspaceRequest, slug: str) -> Workspace:
    """404 for every workspace but the token's."""
    return _own(request, slug)


@router.patch(
    "/workspaces/{slug}",
    response=gives(WorkspaceOut),
    auth=Token(EDIT, write=True),
    summary="Change the company's details",
)
def change_workspace(request: WorkspaceRequest, slug: str, wanted: WorkspaceChange) -> Workspace:
    """What is left out stays as it is."""
    said = {name: value for name, value in wanted.dict(exclude_unset=True).items() if value is not None}
    return services.change_workspace(_own(request, slug), by=request.actor, **said)


@router.get("/units", response=gives(Paged[UnitOut]), auth=Token(SEE), summary="The parts of the company")
def list_units(request: WorkspaceRequest, wish: Query[ListWish]) -> dict[str, object]:
    """The newest first."""
    return paged(newest_first(Unit.objects.filter(workspace=request.workspace), **wish.stretch()))


@router.post("/units", response=gives(UnitOut, 201), auth=Token(EDIT, write=True), summary="Add a unit")
def add_unit(request: WorkspaceRequest, wanted: UnitIn) -> Status[Unit]:
    """Without a name it is called what it is."""
    return Status(201, services.add_unit(request.workspace, by=request.actor, **wanted.dict()))


@router.patch(
    "/units/{unit_id}", response=gives(UnitOut), auth=Token(EDIT, write=True), summary="Rename a unit"
)
def rename_unit(request: WorkspaceRequest, unit_id: int, wanted: UnitIn) -> Unit:
    """Its people and seats stay in it."""
    unit = find(Unit, unit_id, workspace=request.workspace)
    return services.rename_unit(unit, by=request.actor, **wanted.dict())


@router.delete(
    "/units/{unit_id}", response=gives(None, 204), auth=Token(EDIT, write=True), summary="Remove a unit"
)
def remove_unit(request: WorkspaceRequest, unit_id: int) -> Status[None]:
    """Its people and seats stay, without a unit."""
    services.remove_unit(find(Unit, unit_id, workspace=request.workspace), by=request.actor)
    return Status(204, None)


@router.get("/seats", response=gives(Paged[SeatOut]), auth=Token(SEE), summary="Positions, held and vacant")
def list_seats(request: WorkspaceRequest, wish: Query[ListWish]) -> dict[str, object]:
    """The newest first."""
    return paged(newest_first(Seat.objects.filter(workspace=request.workspace), **wish.stretch()))


@router.post("/seats", response=gives(SeatOut, 201), auth=Token(EDIT, write=True), summary="Add a position")
def add_seat(request: WorkspaceRequest, wanted: SeatIn) -> Status[Seat]:
    """Vacant; then say who holds it."""
    return Status(201, services.add_seat(request.workspace, by=request.actor, **_parts(request, wanted)))


@router.put(
    "/seats/{seat_id}", response=gives(SeatOut), auth=Token(EDIT, write=True), summary="Change a position"
)
def change_seat(request: WorkspaceRequest, seat_id: int, wanted: SeatIn) -> Seat:
    """The last head stays head."""
    seat = find(Seat, seat_id, workspace=request.workspace)
    return services.change_seat(seat, by=request.actor, **_parts(request, wanted))


@router.put(
    "/seats/{seat_id}/holder",
    response=gives(SeatOut),
    auth=Token(EDIT, write=True),
    summary="Fill or vacate a position",
)
def seat_person(request: WorkspaceRequest, seat_id: int, wanted: HolderIn) -> Seat:
    """The last head stays head."""
    seat = find(Seat, seat_id, workspace=request.workspace)
    holder = find(Member, wanted.holder_id, workspace=request.workspace) if wanted.holder_id else None
    return services.seat_person(seat, by=request.actor, holder=holder)


@router.delete(
    "/seats/{seat_id}", response=gives(None, 204), auth=Token(EDIT, write=True), summary="Remove a position"
)
def remove_seat(request: WorkspaceRequest, seat_id: int) -> Status[None]:
    """The last head stays head."""
    services.remove_seat(find(Seat, seat_id, workspace=request.workspace), by=request.actor)
    return Status(204, None)


def _own(request: WorkspaceRequest, slug: str) -> Workspace:
    if slug != request.workspace.slug:
        raise Http404
    return request.workspace


class SeatParts(TypedDict):
    """A seat's parts with the unit as a row."""

    position: str
    unit: Unit | None
    hours_per_week: Decimal
    ends_on: date | None


def _parts(request: WorkspaceRequest, wanted: SeatIn) -> SeatParts:
    """The unit must be one of this workspace."""
    return {
        "position": wanted.position,
        "unit": find(Unit, wanted.unit_id, workspace=request.workspace) if wanted.unit_id else None,
        "hours_per_week": wanted.hours_per_week,
        "ends_on": wanted.ends_on,
    }
