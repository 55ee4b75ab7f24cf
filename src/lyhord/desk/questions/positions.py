"""Who does what: the positions, who holds them or that they are vacant, and how many hours a week."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.desk.questions.base import Answers, Place, Question, QuestionForm, plain
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services
from lyhord.organisation.models import Invitation, Seat
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position


class Who(TextChoices):
    """Who is to hold a position."""

    ME = "me", _("I do it")
    INVITE = "invite", _("Invite")
    VACANT = "vacant", _("Vacant")
    NONE = "none", _("Not now")
    HELD = "held", _("Somebody holds it")


@dataclass(frozen=True)
class Duty:
    """What a position is for, and what a small company begins with."""

    what: Promise
    hours: int
    who: Who


DUTIES = {
    Position.HEAD: Duty(_("Leads the department, keeps to the strategy and has the last word."), 10, Who.ME),
    Position.ANALYST: Duty(
        _("Listens. Builds the monitors, sees the patterns and tells the others what they mean."), 5, Who.ME
    ),
    Position.COMMUNITY_MANAGER: Duty(
        _("Is the company’s voice. Takes part in conversations and looks after those who like you."),
        10,
        Who.VACANT,
    ),
    Position.CARE_MANAGER: Duty(
        _("Answers those who need help, and sees to it that it gets solved."), 10, Who.VACANT
    ),
    Position.CONTRIBUTOR: Duty(
        _("A colleague anywhere in the company who helps with facts, pictures and ideas."), 1, Who.NONE
    ),
    Position.VIEWER: Duty(_("Management, or others who want to follow without taking part."), 0, Who.NONE),
}
ASKED = tuple(DUTIES)


@dataclass(frozen=True)
class Row:
    """A position as the page shows it. ``holder``: who has it already, and cannot be exchanged here."""

    position: Position
    what: Promise
    who: BoundField | None
    email: BoundField | None
    hours: BoundField
    holder: str


class PositionsForm(QuestionForm):
    """For every position: who, which address to invite, how many hours."""

    def prepare(self) -> None:
        """The fields of each position; the head's seat is held, and so are those others have taken."""
        held = {position: seat.holder for position, seat in _seats(self.place).items()}
        self.holders: dict[Position, str] = {}
        for position in ASKED:
            holder = held.get(position)
            if position == Position.HEAD or (holder and holder != self.place.member):
                self.holders[position] = str(holder or "")
            else:
                self._ask_who(position)
            self.fields[f"{position}_hours"] = forms.DecimalField(
                label=_("Hours a week"),
                min_value=0,
                max_value=80,
                decimal_places=1,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
            )

    def _ask_who(self, position: Position) -> None:
        choices = [choice for choice in Who.choices if choice[0] != Who.HELD]
        self.fields[f"{position}_who"] = forms.ChoiceField(
            label=position.label, choices=choices, widget=forms.RadioSelect
        )
        self.fields[f"{position}_email"] = forms.EmailField(
            label=_("Address to invite"),
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )

    def clean(self) -> dict[str, Any]:
        """Who invites gives an address, and each address gets one position here."""
        given = super().clean() or {}
        invited = [p for p in ASKED if given.get(f"{p}_who") == Who.INVITE]
        for position in invited:
            if not given.get(f"{position}_email") and f"{position}_email" not in self.errors:
                self.add_error(f"{position}_email", _("Which address shall the invitation go to?"))
        return given

    def about(self, name: str) -> str:
        """Whose number, whose name."""
        return "" if name.endswith("_who") else str(Position(name.rsplit("_", 1)[0]).label)

    @property
    def mail_is_set_up(self) -> bool:
        """Whether invitations go by mail by themselves."""
        return bool(settings.MAIL_IS_SET_UP)

    @property
    def rows(self) -> Iterator[Row]:
        """The positions, in order."""
        for position in ASKED:
            asked = position not in self.holders
            yield Row(
                position=position,
                what=DUTIES[position].what,
                who=self[f"{position}_who"] if asked else None,
                email=self[f"{position}_email"] if asked else None,
                hours=self[f"{position}_hours"],
                holder=self.holders.get(position, ""),
            )


def _seats(place: Place) -> dict[Position, Seat]:
    """The first seat of each position: the one the guide is about."""
    found: dict[Position, Seat] = {}
    seats = Seat.objects.filter(workspace=place.workspace, position__in=ASKED)
    mine_first = sorted(
        seats.select_related("holder__user"), key=lambda seat: (seat.holder != place.member, seat.pk)
    )
    for seat in mine_first:
        found.setdefault(Position(seat.position), seat)
    return found


def _invited(place: Place, seat: Seat) -> Invitation | None:
    return (
        Invitation.objects.unanswered().filter(workspace=place.workspace, seat=seat).order_by("-pk").first()
    )


def _truth(place: Place) -> Answers:
    answers: Answers = {}
    seats = _seats(place)
    for position in ASKED:
        seat = seats.get(position)
        answers[f"{position}_hours"] = plain(seat.hours_per_week if seat else Decimal(0))
        if position == Position.HEAD or (seat and seat.holder and seat.holder != place.member):
            continue
        invitation = _invited(place, seat) if seat and not seat.holder else None
        answers[f"{position}_email"] = invitation.email if invitation else ""
        answers[f"{position}_who"] = _who(seat, invitation)
    return answers


def _who(seat: Seat | None, invitation: Invitation | None) -> str:
    if seat is None:
        return Who.NONE.value
    if seat.holder:
        return Who.ME.value
    return Who.INVITE.value if invitation else Who.VACANT.value


def _suggest(_place: Place, truth: Answers) -> Answers:
    """What a small company begins with, for the positions that are not there yet."""
    ideas = dict(truth)
    for position, duty in DUTIES.items():
        if truth.get(f"{position}_who") == Who.NONE:
            ideas[f"{position}_who"] = duty.who.value
            ideas[f"{position}_hours"] = str(duty.hours)
    return ideas


def _carry_out(place: Place, by: Actor, given: Mapping[str, Any], now: datetime) -> None:
    seats = _seats(place)
    for position in ASKED:
        who, seat = given.get(f"{position}_who", Who.HELD), seats.get(position)
        hours = given.get(f"{position}_hours") or Decimal(0)
        if who == Who.NONE:
            _do_without(seat, by, now)
        elif seat is None:
            seat = services.add_seat(place.workspace, by=by, position=position, hours_per_week=hours)
            _give(place, seat, who, given.get(f"{position}_email", ""), by, now)
        else:
            _set_hours(seat, by, hours)
            _give(place, seat, who, given.get(f"{position}_email", ""), by, now)


def _set_hours(seat: Seat, by: Actor, hours: Decimal) -> None:
    if seat.hours_per_week != hours:
        services.change_seat(
            seat, by=by, position=seat.position, unit=seat.unit, hours_per_week=hours, ends_on=seat.ends_on
        )


def _give(place: Place, seat: Seat, who: str, email: str, by: Actor, now: datetime) -> None:
    """Make the seat mine, somebody's who is invited, or vacant."""
    if who == Who.HELD:
        return
    invitation = _invited(place, seat)
    if invitation and (who != Who.INVITE or invitation.email != email.lower()):
        services.withdraw_invitation(invitation, by=by, now=now)
        invitation = None
    if who == Who.ME and seat.holder is None:
        services.fill_seat(seat, by=by, holder=place.member)
    if who != Who.ME and seat.holder is not None:
        services.vacate_seat(seat, by=by)
    if who == Who.INVITE and invitation is None:
        services.invite(
            place.workspace, by=by, email=email, positions=[seat.position], now=now, unit=seat.unit, seat=seat
        )


def _do_without(seat: Seat | None, by: Actor, now: datetime) -> None:
    if seat is None:
        return
    for invitation in Invitation.objects.unanswered().filter(seat=seat):
        services.withdraw_invitation(invitation, by=by, now=now)
    services.remove_seat(seat, by=by)


QUESTION = Question(
    step=Step.POSITIONS, form=PositionsForm, truth=_truth, suggest=_suggest, carry_out=_carry_out
)
