"""The people of a workspace, and who is invited."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser

from lyhord.organisation.models import Cover, Invitation, Member, Seat, User, Workspace
from lyhord.organisation.rules import Position


@dataclass(frozen=True)
class HeldSeat:
    """A seat of somebody's: held, or covered for another (``for_whom``) until a day."""

    id: int
    position: str
    unit: str
    ends_on: date | None
    for_whom: str = ""


@dataclass(frozen=True)
class PersonRow:
    """Somebody of the workspace. ``away``: who stands in for them today, if anybody does."""

    id: int
    name: str
    initials: str
    email: str
    unit: str
    unit_id: int | None
    language: str
    joined_at: datetime
    left_at: datetime | None
    seats: tuple[HeldSeat, ...]
    away: str


@dataclass(frozen=True)
class InvitationRow:
    """An invitation nobody has answered; ``is_over`` when its time has passed."""

    id: int
    email: str
    positions: str
    invited_by: str
    expires_at: datetime
    mailed_at: datetime | None
    is_over: bool


def people(workspace: Workspace, *, today: date) -> tuple[PersonRow, ...]:
    """Everybody who has not left, by name. Three queries."""
    members = Member.objects.active().filter(workspace=workspace).select_related("user", "unit")
    rows = _rows(workspace, list(members), today)
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def person(workspace: Workspace, member_id: int, *, today: date) -> PersonRow | None:
    """One person, also after they left. Three queries."""
    members = Member.objects.filter(workspace=workspace, pk=member_id).select_related("user", "unit")
    return next(iter(_rows(workspace, list(members), today)), None)


def open_invitations(workspace: Workspace, *, now: datetime) -> tuple[InvitationRow, ...]:
    """Unanswered invitations, the newest first. One query."""
    rows = Invitation.objects.unanswered().filter(workspace=workspace).select_related("invited_by")
    return tuple(
        InvitationRow(
            id=row.pk,
            email=row.email,
            positions=", ".join(str(Position(position).label) for position in row.positions),
            invited_by=str(row.invited_by),
            expires_at=row.expires_at,
            mailed_at=row.mailed_at,
            is_over=row.expires_at <= now,
        )
        for row in rows.order_by("-pk")
    )


@dataclass(frozen=True)
class Door:
    """What somebody with an invitation's link may do. ``way``: new, sign-in, join, other (wrong account)."""

    way: str
    company: str
    email: str
    positions: str
    invited_by: str
    signed_in_as: str


def door_of(invitation: Invitation, user: User | AnonymousUser) -> Door:
    """The way in that fits who asks. One query."""
    return Door(
        way=_way(invitation, user),
        company=invitation.workspace.name,
        email=invitation.email,
        positions=", ".join(str(Position(position).label) for position in invitation.positions),
        invited_by=str(invitation.invited_by),
        signed_in_as=user.email if isinstance(user, User) else "",
    )


def _way(invitation: Invitation, user: User | AnonymousUser) -> str:
    if isinstance(user, User) and user.is_authenticated:
        return "join" if user.email == invitation.email else "other"
    return "sign-in" if User.objects.filter(email=invitation.email).exists() else "new"


def _rows(workspace: Workspace, members: list[Member], today: date) -> list[PersonRow]:
    seats: dict[int, list[HeldSeat]] = defaultdict(list)
    away: dict[int, str] = {}
    held = Seat.objects.on(today).filter(workspace=workspace, holder__in=members).select_related("unit")
    for seat in held.order_by("pk"):
        seats[seat.holder_id or 0].append(_held(seat, seat.ends_on))
    covers = Cover.objects.filter(seat__workspace=workspace, from_date__lte=today, to_date__gte=today)
    for cover in covers.select_related("seat__unit", "seat__holder__user", "stand_in__user").order_by("pk"):
        seats[cover.stand_in_id].append(_held(cover.seat, cover.to_date, str(cover.seat.holder)))
        away[cover.seat.holder_id or 0] = str(cover.stand_in)
    return [_row(member, tuple(seats[member.pk]), away.get(member.pk, "")) for member in members]


def _held(seat: Seat, ends_on: date | None, for_whom: str = "") -> HeldSeat:
    position = str(Position(seat.position).label)
    return HeldSeat(seat.pk, position, seat.unit.name if seat.unit else "", ends_on, for_whom)


def _row(member: Member, seats: tuple[HeldSeat, ...], away: str) -> PersonRow:
    return PersonRow(
        id=member.pk,
        name=str(member.user),
        initials=member.user.initials,
        email=member.user.email,
        unit=member.unit.name if member.unit else "",
        unit_id=member.unit_id,
        language=member.user.get_language_display(),
        joined_at=member.joined_at,
        left_at=member.left_at,
        seats=seats,
        away=away,
    )
