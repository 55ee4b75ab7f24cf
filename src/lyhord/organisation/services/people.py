"""Accounts and memberships: beginning, changing, ending."""

from datetime import datetime
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_installation, lock_workspace
from lyhord.organisation.models import Cover, Member, Seat, Unit, User
from lyhord.organisation.requests import Actor
from lyhord.organisation.services.seats import keep_a_head


class NotTheFirstError(OrganisationError):
    """The installation has its first account."""


class WeakPasswordError(OrganisationError):
    """A password that would be guessed; the message says why."""


class ProfileError(OrganisationError):
    """A language or time zone that does not exist."""


@transaction.atomic
def create_first_user(*, email: str, name: str, password: str, language: str, where: str = "") -> User:
    """The account that starts a fresh installation.

    Raises NotTheFirstError when there is an account (the sample company's do not count), WeakPasswordError.
    """
    lock_installation("first user")
    if User.objects.exclude(memberships__workspace__is_demo=True).exists():
        raise NotTheFirstError(_("This installation has been started already. Log in instead."))
    user = open_account(email=email, name=name, password=password, language=language)
    actor = Actor(user=user, name=str(user), where=where)
    record("organisation.create_first_user", by=actor, workspace=None, about=user)
    return user


def open_account(*, email: str, name: str, password: str, language: str) -> User:
    """A new account with a password that holds. Raises WeakPasswordError."""
    check_password(password, email=email, name=name)
    return User.objects.create_user(email, password, name=name.strip(), language=language)


def check_password(password: str, *, email: str, name: str) -> None:
    """Raise WeakPasswordError, with all reasons, unless the password is long and uncommon enough."""
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error


@transaction.atomic
def change_person(
    user: User, *, by: Actor, name: str, language: str, time_zone: str, shortcuts_on: bool
) -> User:
    """How somebody is called, and how they want the pages. Raises ProfileError."""
    if time_zone and time_zone not in available_timezones():
        raise ProfileError(_("There is no such time zone."))
    if language not in dict(User._meta.get_field("language").flatchoices):
        raise ProfileError(_("There is no such language."))
    user.name, user.language = name.strip(), language
    user.time_zone, user.shortcuts_on = time_zone, shortcuts_on
    user.save(update_fields=["name", "language", "time_zone", "shortcuts_on"])
    record("organisation.change_person", by=by, workspace=None, about=user)
    return user


@transaction.atomic
def change_address(user: User, *, by: Actor, email: str) -> User:
    """Somebody signs in by another address from now on, and is signed out everywhere.

    Ties to a sign-on outside are cut: they were made for the old address. Raises ProfileError.
    """
    address, old = email.strip().lower(), user.email
    try:
        validate_email(address)
    except ValidationError as error:
        raise ProfileError(error.messages[0]) from error
    if User.objects.filter(email=address).exists():
        raise ProfileError(_("There is an account for this address already."))
    user.email = address
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()  # allauth lets in by these, too
    SocialAccount.objects.filter(user=user).delete()
    end_sessions(user)
    record("organisation.change_address", by=by, workspace=None, about=user, old=old, new=address)
    return user


@transaction.atomic
def move_member(member: Member, *, by: Actor, unit: Unit | None) -> Member:
    """Somebody works in another unit now."""
    if unit is not None and unit.workspace_id != member.workspace_id:
        raise ValueError("The unit belongs to another workspace.")
    member.unit = unit
    member.save(update_fields=["unit"])
    record(
        "organisation.move_member",
        by=by, workspace=member.workspace, about=member, name=str(member), unit=str(unit or ""),
    )  # fmt: skip
    return member


@transaction.atomic
def end_membership(member: Member, *, by: Actor, now: datetime) -> None:
    """Somebody leaves: seats vacant, cover gone, tokens and sessions dead at once.

    What they did stays theirs. Raises LastHeadError. Who has left already stays so.
    """
    lock_workspace(member.workspace)
    if not Member.objects.filter(pk=member.pk, left_at__isnull=True).update(left_at=now):
        return
    member.left_at = now
    Cover.objects.filter(seat__holder=member).delete()
    Cover.objects.filter(stand_in=member).delete()
    Seat.objects.filter(holder=member).update(holder=None)
    keep_a_head(member.workspace)
    member.tokens.filter(revoked_at__isnull=True).update(revoked_at=now)
    end_sessions(member.user)
    record("organisation.end_membership", by=by, workspace=member.workspace, about=member, name=str(member))


def end_sessions(user: User) -> None:
    """Log somebody out everywhere, now."""
    for session in UserSession.objects.filter(user=user):
        session.end()
