"""How the department is built: units, seats, functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lyhord.organisation.models import Cover, DepartmentFunction, Invitation, Seat, Unit, Workspace
from lyhord.organisation.rules import Function, Position, UnitKind


@dataclass(frozen=True)
class SeatRow:
    """A seat as a list shows it. ``holder_id`` is the member's; empty when vacant."""

    id: int
    position: str
    hours_per_week: Decimal
    unit: str
    ends_on: date | None
    is_over: bool
    holder_id: int | None
    holder: str
    initials: str
    stand_in: str
    stand_in_until: date | None
    invited: str


@dataclass(frozen=True)
class UnitCard:
    """A unit with its seats; ``id`` is empty for the seats that belong to none."""

    id: int | None
    name: str
    kind: str
    seats: tuple[SeatRow, ...]


@dataclass(frozen=True)
class CoverRow:
    """Somebody stands in."""

    id: int
    stand_in: str
    from_date: date
    to_date: date
    is_now: bool


@dataclass(frozen=True)
class FunctionRow:
    """One of the functions there are: taken on or not, who answers for it."""

    function: str
    label: str
    is_chosen: bool
    responsible_id: int | None
    responsible: str
    note: str


def department_chart(workspace: Workspace, *, today: date, now: datetime) -> tuple[UnitCard, ...]:
    """Units in the order they were made, each with its seats; those without a unit last. Four queries."""
    rows = seat_rows(workspace, today=today, now=now)
    units = list(Unit.objects.filter(workspace=workspace).order_by("pk"))
    cards = [
        UnitCard(unit.pk, unit.name, str(UnitKind(unit.kind).label), _under(rows, unit.name))
        for unit in units
    ]
    loose = _under(rows, "")
    return (*cards, UnitCard(None, "", "", loose)) if loose else tuple(cards)


def seat_rows(workspace: Workspace, *, today: date, now: datetime) -> tuple[SeatRow, ...]:
    """All seats: by position in the order of the permissions page, then the oldest first. Three queries."""
    seats = Seat.objects.filter(workspace=workspace).select_related("holder__user", "unit")
    covers = Cover.objects.filter(seat__workspace=workspace, from_date__lte=today, to_date__gte=today)
    standing_in = {cover.seat_id: cover for cover in covers.select_related("stand_in__user")}
    invitations = Invitation.objects.open(now).filter(workspace=workspace, seat__isnull=False)
    invited = {row.seat_id: row.email for row in invitations}
    order = {position: number for number, position in enumerate(Position.values)}
    rows = sorted(seats, key=lambda seat: (order[seat.position], seat.pk))
    return tuple(_seat_row(seat, standing_in.get(seat.pk), invited.get(seat.pk, ""), today) for seat in rows)


def covers_of(seat: Seat, *, today: date) -> tuple[CoverRow, ...]:
    """Cover of the seat that is on or to come, the earliest first. One query."""
    rows = Cover.objects.filter(seat=seat, to_date__gte=today).select_related("stand_in__user")
    return tuple(
        CoverRow(row.pk, str(row.stand_in), row.from_date, row.to_date, row.from_date <= today)
        for row in rows.order_by("from_date")
    )


def functions_of(workspace: Workspace) -> tuple[FunctionRow, ...]:
    """All functions there are, with what this department says of each. One query."""
    rows = DepartmentFunction.objects.filter(workspace=workspace).select_related("responsible__holder__user")
    chosen = {row.function: row for row in rows}
    return tuple(_function_row(Function(value), chosen.get(value)) for value in Function.values)


def seats_to_answer(workspace: Workspace) -> list[Seat]:
    """Seats that can answer for a function: all but guests' and viewers'. One query."""
    seats = Seat.objects.filter(workspace=workspace).select_related("holder__user")
    return list(seats.exclude(position__in=[Position.AGENCY, Position.VIEWER]).order_by("pk"))


def _under(rows: Iterable[SeatRow], unit: str) -> tuple[SeatRow, ...]:
    return tuple(row for row in rows if row.unit == unit)


def _seat_row(seat: Seat, cover: Cover | None, invited: str, today: date) -> SeatRow:
    user = seat.holder.user if seat.holder else None
    return SeatRow(
        id=seat.pk,
        position=str(Position(seat.position).label),
        hours_per_week=seat.hours_per_week,
        unit=seat.unit.name if seat.unit else "",
        ends_on=seat.ends_on,
        is_over=seat.ends_on is not None and seat.ends_on < today,
        holder_id=seat.holder_id,
        holder=str(user or ""),
        initials=user.initials if user else "",
        stand_in=str(cover.stand_in) if cover else "",
        stand_in_until=cover.to_date if cover else None,
        invited=invited,
    )


def _function_row(function: Function, row: DepartmentFunction | None) -> FunctionRow:
    responsible = row.responsible if row else None
    return FunctionRow(
        function=function.value,
        label=str(function.label),
        is_chosen=row is not None,
        responsible_id=responsible.pk if responsible else None,
        responsible=str(responsible or ""),
        note=row.note if row else "",
    )
