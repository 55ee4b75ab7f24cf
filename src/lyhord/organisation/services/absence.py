"""Cover while away: somebody stands in on a seat."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import Cover, Member, Seat
from lyhord.organisation.requests import Actor


class NoCoverError(OrganisationError):
    """That cannot be covered so."""


@transaction.atomic
def set_cover(seat: Seat, *, by: Actor, stand_in: Member, from_date: date, to_date: date) -> Cover:
    """``stand_in`` may do what the seat may, from one day to another (both included).

    Raises NoCoverError: days the wrong way round, oneself, a vacant seat, days that are covered already.
    """
    lock_workspace(seat.workspace)
    if stand_in.workspace_id != seat.workspace_id or stand_in.left_at is not None:
        raise ValueError("The stand-in is no member of the seat's workspace.")
    _check(seat, stand_in, from_date, to_date)
    cover = Cover.objects.create(seat=seat, stand_in=stand_in, from_date=from_date, to_date=to_date)
    record("organisation.set_cover", by=by, workspace=seat.workspace, about=seat, **_said(cover))
    return cover


@transaction.atomic
def end_cover(cover: Cover, *, by: Actor) -> None:
    """Take a cover away, whether it has begun or not."""
    record("organisation.end_cover", by=by, workspace=cover.seat.workspace, about=cover.seat, **_said(cover))
    cover.delete()


def _check(seat: Seat, stand_in: Member, from_date: date, to_date: date) -> None:
    if to_date < from_date:
        raise NoCoverError(_("The last day comes before the first."))
    if seat.holder_id is None:
        raise NoCoverError(_("Nobody holds this seat. Fill it instead."))
    if seat.holder_id == stand_in.pk:
        raise NoCoverError(_("Nobody can stand in for themselves."))
    if seat.covers.filter(from_date__lte=to_date, to_date__gte=from_date).exists():
        raise NoCoverError(_("Somebody stands in on one of these days already."))


def _said(cover: Cover) -> dict[str, str]:
    return {
        "position": str(cover.seat.position),
        "holder": str(cover.seat.holder or ""),
        "stand_in": str(cover.stand_in),
        "from_date": cover.from_date.isoformat(),
        "to_date": cover.to_date.isoformat(),
    }
