"""Seats: positions that somebody holds, or nobody. The last head stays."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import Cover, Member, Seat, Unit, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position


class LastHeadError(OrganisationError):
    """A workspace without a head would be locked for ever."""


class HeadHasNoEndError(OrganisationError):
    """A head whose access ends by itself could be the last one."""


class HoldsItAlreadyError(OrganisationError):
    """One person holds one position once."""


@transaction.atomic
def add_seat(  # noqa: PLR0913 -- the parts of a seat
    workspace: Workspace,
    *,
    by: Actor,
    position: str,
    unit: Unit | None = None,
    hours_per_week: Decimal | float = 0,
    holder: Member | None = None,
    ends_on: date | None = None,
) -> Seat:
    """A new seat, held or vacant; ``ends_on`` is a guest's last day.

    Raises HoldsItAlreadyError, HeadHasNoEndError.
    """
    seat = Seat(
        workspace=workspace,
        position=Position(position),
        unit=unit,
        hours_per_week=Decimal(str(hours_per_week)),
        holder=holder,
        ends_on=ends_on,
    )
    _check(seat)
    seat.save(force_insert=True)
    record("organisation.add_seat", by=by, workspace=workspace, about=seat, **_said(seat))
    return seat


@transaction.atomic
def change_seat(
    seat: Seat,
    *,
    by: Actor,
    position: str,
    unit: Unit | None,
    hours_per_week: Decimal | float,
    ends_on: date | None,
) -> Seat:
    """Make a seat this: position, unit, hours a week, last day. Raises LastHeadError and as add_seat."""
    lock_workspace(seat.workspace)
    before = _said(seat)
    seat.position, seat.unit, seat.ends_on = Position(position), unit, ends_on
    seat.hours_per_week = Decimal(str(hours_per_week))
    _check(seat)
    seat.save(update_fields=["position", "unit", "hours_per_week", "ends_on"])
    keep_a_head(seat.workspace)
    if before != _said(seat):
        record(
            "organisation.change_seat",
            by=by, workspace=seat.workspace, about=seat, before=before, after=_said(seat),
        )  # fmt: skip
    return seat


@transaction.atomic
def fill_seat(seat: Seat, *, by: Actor, holder: Member) -> Seat:
    """Give the seat to somebody; whoever held it holds it no longer.

    Raises LastHeadError, HoldsItAlreadyError.
    """
    lock_workspace(seat.workspace)
    seat.holder = holder
    _check(seat)
    seat.save(update_fields=["holder"])
    keep_a_head(seat.workspace)
    record("organisation.fill_seat", by=by, workspace=seat.workspace, about=seat, **_said(seat))
    return seat


@transaction.atomic
def vacate_seat(seat: Seat, *, by: Actor) -> Seat:
    """Nobody holds the seat any more; cover for it ends with it. Raises LastHeadError."""
    lock_workspace(seat.workspace)
    before, seat.holder = _said(seat), None
    seat.save(update_fields=["holder"])
    keep_a_head(seat.workspace)
    Cover.objects.filter(seat=seat).delete()
    record("organisation.vacate_seat", by=by, workspace=seat.workspace, about=seat, **before)
    return seat


def seat_person(seat: Seat, *, by: Actor, holder: Member | None) -> Seat:
    """Fill the seat, or vacate it when ``holder`` is nobody. Raises as these do."""
    return fill_seat(seat, by=by, holder=holder) if holder else vacate_seat(seat, by=by)


@transaction.atomic
def remove_seat(seat: Seat, *, by: Actor) -> None:
    """The position is no longer wanted. Raises LastHeadError."""
    lock_workspace(seat.workspace)
    record("organisation.remove_seat", by=by, workspace=seat.workspace, about=seat, **_said(seat))
    workspace = seat.workspace
    seat.delete()
    keep_a_head(workspace)


def keep_a_head(workspace: Workspace) -> None:
    """Raise LastHeadError, and so undo the change, when nobody would be head any more.

    Call it in the change's transaction, after it, with the workspace locked: two who resign at once
    cannot both.
    """
    heads = Seat.objects.filter(workspace=workspace, position=Position.HEAD)
    if not heads.filter(holder__left_at__isnull=True, holder__user__is_active=True).exists():
        raise LastHeadError(_("Somebody must be head. Make somebody else head first."))


def _check(seat: Seat) -> None:
    if seat.position == Position.HEAD and seat.ends_on is not None:
        raise HeadHasNoEndError(_("A head has no last day. End the access by hand when the time comes."))
    for part in (seat.unit, seat.holder):
        if part is not None and part.workspace_id != seat.workspace_id:
            raise ValueError("Unit or holder belongs to another workspace.")
    if seat.holder is None:
        return
    if seat.holder.left_at is not None:
        raise ValueError("Who has left cannot hold a seat.")
    held = Seat.objects.filter(workspace=seat.workspace, position=seat.position, holder=seat.holder)
    if held.exclude(pk=seat.pk).exists():
        raise HoldsItAlreadyError(_("%(name)s holds that position already.") % {"name": seat.holder})


def _said(seat: Seat) -> dict[str, str]:
    """What the audit trail keeps of a seat."""
    return {
        "position": str(seat.position),
        "holder": str(seat.holder or ""),
        "unit": str(seat.unit or ""),
        "hours_per_week": f"{seat.hours_per_week:g}",
        "ends_on": seat.ends_on.isoformat() if seat.ends_on else "",
    }
