"""What the organisation's operations take and give."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from lyhord.organisation.rules import Position, UnitKind


class WorkspaceOut(Schema):
    """A company's department."""

    slug: str
    name: str
    country: str = Field(description="ISO 3166, two letters; its public holidays count as days off.")
    time_zone: str = Field(description="Such as Europe/Stockholm.")
    language: str = Field(description="sv or en.")
    structure: str
    sourcing: str
    founded_at: datetime | None


class WorkspaceChange(Schema):
    """What to change; what is left out stays."""

    name: str | None = None
    country: str | None = None
    time_zone: str | None = None
    language: str | None = None


class UnitOut(Schema):
    """A part of the company."""

    id: int
    name: str
    kind: UnitKind


class UnitIn(Schema):
    """A part of the company; without a name it is called what it is."""

    kind: UnitKind
    name: str = Field("", max_length=80)


class SeatOut(Schema):
    """A position: who holds it (a person's id; empty when vacant), how many hours, until when."""

    id: int
    position: Position
    unit_id: int | None
    holder_id: int | None
    hours_per_week: Decimal
    ends_on: date | None


class SeatIn(Schema):
    """A position as it is to be. ``ends_on``: a guest's last day."""

    position: Position
    unit_id: int | None = None
    hours_per_week: Decimal = Field(Decimal(0), ge=0, le=80, decimal_places=1)
    ends_on: date | None = None


class HolderIn(Schema):
    """Who holds it from now on; nobody makes it vacant."""

    holder_id: int | None


class PersonOut(Schema):
    """Somebody of the workspace."""

    id: int
    name: str = Field(alias="user.name")
    email: str = Field(alias="user.email")
    unit_id: int | None
    joined_at: datetime
    left_at: datetime | None


class InvitationOut(Schema):
    """An invitation that nobody has answered."""

    id: int
    email: str
    positions: list[Position]
    expires_at: datetime


class InvitationMade(InvitationOut):
    """A fresh one. ``link`` is given only here, and only where no mail is set up."""

    link: str | None


class InvitationIn(Schema):
    """Whom to invite, as what."""

    email: str = Field(max_length=254)
    positions: list[Position] = Field(min_length=1)
    unit_id: int | None = None
    seat_id: int | None = None
    ends_on: date | None = None
