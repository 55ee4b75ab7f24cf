"""Inviting people: a signed link that one address can use once, within 72 hours."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import Invitation, Member, Seat, Unit, User, Workspace
from lyhord.organisation.models.access import new_key
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position
from lyhord.organisation.services.people import open_account

LIFETIME = timedelta(hours=72)
SALT = "lyhord.organisation.invitation"


class InvitationError(OrganisationError):
    """An invitation that cannot be made or used; the message says why."""


@transaction.atomic
def invite(  # noqa: PLR0913 -- the parts of an invitation
    workspace: Workspace,
    *,
    by: Actor,
    email: str,
    positions: Iterable[str],
    now: datetime,
    unit: Unit | None = None,
    seat: Seat | None = None,
    ends_on: date | None = None,
) -> Invitation:
    """Invite an address; an older open invitation of the same address ends.

    With mail set up the worker sends it, else show ``invitation_link``. ``seat``: the vacant seat that it
    is for. ``ends_on``: the last day of a guest. Raises InvitationError when the address belongs to a
    member, or there is no position to give.
    """
    if by.user is None:
        raise ValueError("Somebody must invite.")
    lock_workspace(workspace)
    address, wanted = email.strip().lower(), [str(Position(position)) for position in positions]
    _check(workspace, address, wanted, unit, seat, ends_on)
    workspace.invitations.unanswered().filter(email=address).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        workspace=workspace,
        email=address,
        positions=wanted,
        unit=unit,
        seat=seat,
        ends_on=ends_on,
        invited_by=by.user,
        expires_at=now + LIFETIME,
        mail_due_at=now if settings.MAIL_IS_SET_UP else None,
    )
    record(
        "organisation.invite",
        by=by, workspace=workspace, about=invitation, email=address, positions=wanted,
    )  # fmt: skip
    return invitation


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """A new link for another 72 hours; links made before work no longer.

    Raises InvitationError when it is answered or withdrawn.
    """
    renewed = Invitation.objects.unanswered().filter(pk=invitation.pk).update(
        key=new_key(),
        expires_at=now + LIFETIME,
        mail_due_at=now if settings.MAIL_IS_SET_UP else None,
        mail_tries=0,
        mailed_at=None,
    )  # fmt: skip
    if not renewed:
        raise InvitationError(_("This invitation has been answered or withdrawn."))
    invitation.refresh_from_db()
    record(
        "organisation.renew_invitation",
        by=by, workspace=invitation.workspace, about=invitation, email=invitation.email,
    )  # fmt: skip
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """The link works no longer. Once; an answered invitation stays answered."""
    if Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=now):
        record(
            "organisation.withdraw_invitation",
            by=by, workspace=invitation.workspace, about=invitation, email=invitation.email,
        )  # fmt: skip


def invitation_link(invitation: Invitation) -> str:
    """The whole address to send. Signed, so that the database alone does not give it away."""
    token = signing.dumps([invitation.pk, invitation.email, invitation.key], salt=SALT, compress=False)
    return settings.SITE_URL + reverse("organisation:invited", kwargs={"token": token})


def read_invitation(token: str, *, now: datetime) -> Invitation:
    """The invitation a link stands for. Raises InvitationError when it is forged, over, used or withdrawn."""
    try:
        pk, email, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvitationError(_("This link is not whole. Copy all of it from the message.")) from error
    invitations = Invitation.objects.select_related("workspace", "unit", "seat", "invited_by")
    invitation = invitations.filter(pk=pk, email=email).first()
    if invitation is None or invitation.key != key or not invitation.is_open(now):
        raise _dead(invitation, key)
    return invitation


def _dead(invitation: Invitation | None, key: str) -> InvitationError:
    """Why a link that we once made opens nothing any more, and what to do about it."""
    if invitation is None or invitation.withdrawn_at:
        return InvitationError(
            _("This invitation has been withdrawn. If that surprises you, ask who sent it.")
        )
    if invitation.accepted_at:
        return InvitationError(_("This invitation has been used. If it was you, sign in."))
    if invitation.key != key:
        return InvitationError(_("A newer link has been sent instead of this one. Look for it."))
    return InvitationError(_("This invitation is over: it held for 72 hours. Ask for a new one."))


@transaction.atomic
def join_with_new_account(
    invitation: Invitation, *, name: str, password: str, language: str, now: datetime, where: str = ""
) -> Member:
    """Open the invited address's account and join. Raises InvitationError, WeakPasswordError."""
    lock_workspace(invitation.workspace)
    if User.objects.filter(email=invitation.email).exists():
        raise InvitationError(_("There is an account for this address already. Sign in with it."))
    user = open_account(email=invitation.email, name=name, password=password, language=language)
    return accept_invitation(invitation, user=user, now=now, where=where)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User, now: datetime, where: str = "") -> Member:
    """The invited address joins, once, and takes its seats. Raises InvitationError."""
    if user.email != invitation.email:
        raise InvitationError(_("This invitation is for %(email)s.") % {"email": invitation.email})
    lock_workspace(invitation.workspace)
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now):
        raise _dead(Invitation.objects.filter(pk=invitation.pk).first(), invitation.key)
    member, _new = Member.objects.update_or_create(
        workspace=invitation.workspace, user=user, defaults={"left_at": None, "unit": invitation.unit}
    )
    for position in invitation.positions:
        _take_seat(invitation, member, position)
    actor = Actor(user=user, name=str(user), where=where)
    record(
        "organisation.accept_invitation",
        by=actor, workspace=invitation.workspace, about=member, positions=invitation.positions,
    )  # fmt: skip
    return member


def _take_seat(invitation: Invitation, member: Member, position: str) -> None:
    """The seat the invitation names, else a vacant one (of the unit first), else a new one."""
    if member.seats.filter(position=position).exists():
        return
    vacant = list(
        Seat.objects.vacant().filter(workspace=invitation.workspace, position=position).order_by("pk")
    )
    vacant.sort(key=lambda seat: (seat.pk != invitation.seat_id, seat.unit_id != invitation.unit_id))
    seat = vacant[0] if vacant else Seat(
        workspace=invitation.workspace, position=position, unit=invitation.unit
    )  # fmt: skip
    seat.holder = member
    if position != Position.HEAD and invitation.ends_on:
        seat.ends_on = invitation.ends_on
    seat.save()


def _check(
    workspace: Workspace,
    address: str,
    positions: list[str],
    unit: Unit | None,
    seat: Seat | None,
    ends_on: date | None,
) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvitationError(error.messages[0]) from error
    if not positions:
        raise InvitationError(_("Choose at least one position."))
    for part in (unit, seat):
        if part is not None and part.workspace_id != workspace.pk:
            raise ValueError("Unit or seat belongs to another workspace.")
    if ends_on and Position.HEAD in positions:
        raise InvitationError(_("A head has no last day. End the access by hand when the time comes."))
    if Member.objects.active().filter(workspace=workspace, user__email=address).exists():
        raise InvitationError(_("%(email)s is a member already.") % {"email": address})
