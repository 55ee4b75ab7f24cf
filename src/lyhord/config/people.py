"""``lyhord user``: add a head from the shell, give somebody a new password or another address."""

import argparse
import getpass
import os
import sys

from django.db import transaction
from django.utils import translation

from lyhord.common.errors import LyhordError
from lyhord.config.refusals import Refused
from lyhord.config.steps import say
from lyhord.config.tongue import _, language
from lyhord.organisation.audit import record
from lyhord.organisation.models import Member, User, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position
from lyhord.organisation.services import people, seats


def main(arguments: list[str]) -> int:
    """``add ADDRESS [--name --head-of]``, ``password ADDRESS``, ``address OLD NEW``.

    The password is typed, or comes by a pipe.
    """
    words = argparse.ArgumentParser(prog="lyhord user", description=_("People, from the shell."))
    verbs = words.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help=_("make an account"))
    add.add_argument("email")
    add.add_argument("--name", default="")
    add.add_argument("--head-of", metavar=_("WORKSPACE"), help=_("make them a head there"))
    password = verbs.add_parser("password", help=_("set a new password"))
    password.add_argument("email")
    address = verbs.add_parser("address", help=_("let somebody sign in by another address"))
    address.add_argument("email")
    address.add_argument("new")
    wanted = words.parse_args(arguments)
    ways = {"add": _add, "password": _renew, "address": _move}
    with translation.override(language()):
        try:
            return ways[wanted.verb](wanted)
        except LyhordError as error:
            raise Refused(str(error.message)) from error


@transaction.atomic
def _add(wanted: argparse.Namespace) -> int:
    workspace = Workspace.objects.filter(slug=wanted.head_of).first() if wanted.head_of else None
    if wanted.head_of and not workspace:
        there = ", ".join(Workspace.objects.order_by("slug").values_list("slug", flat=True)) or "–"
        raise Refused(
            _("There is no workspace {name}. There are: {there}").format(name=wanted.head_of, there=there)
        )
    email = wanted.email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user and not workspace:
        raise Refused(
            _("{email} has an account. A new password: lyhord user password {email}").format(email=email)
        )
    if not user:
        user = _open_account(email, wanted.name)
    if workspace:
        member = _joined(workspace, user)
        seats.add_seat(workspace, by=_shell(), position=Position.HEAD, holder=member, hours_per_week=40)
        say(_("{email} is a head of {name} now.").format(email=email, name=workspace))
    else:
        say(_("{email} can log in now, and found a department.").format(email=email))
    return 0


def _joined(workspace: Workspace, user: User) -> Member:
    """Their membership; somebody who had left comes back to their own."""
    return Member.objects.update_or_create(workspace=workspace, user=user, defaults={"left_at": None})[0]


def _open_account(email: str, name: str) -> User:
    password = _asked_password()
    if not User.objects.exists():
        return people.create_first_user(
            email=email, name=name, password=password, language=language(), where=_shell().where
        )
    user = people.open_account(email=email, name=name, password=password, language=language())
    record("organisation.open_account", by=_shell(), workspace=None, about=user, email=email)
    return user


@transaction.atomic
def _renew(wanted: argparse.Namespace) -> int:
    user = _known(wanted.email)
    email, password = user.email, _asked_password()
    people.check_password(password, email=email, name=user.name)
    user.set_password(password)
    user.save(update_fields=["password"])
    people.end_sessions(user)
    record("organisation.reset_password", by=_shell(), workspace=None, about=user, email=email)
    say(_("{email} has a new password and is logged out everywhere.").format(email=email))
    return 0


@transaction.atomic
def _move(wanted: argparse.Namespace) -> int:
    user = people.change_address(_known(wanted.email), by=_shell(), email=wanted.new)
    say(_("{email} is the address now; all sessions have ended.").format(email=user.email))
    return 0


def _known(address: str) -> User:
    email = address.strip().lower()
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        raise Refused(_("Nobody has the address {email}.").format(email=email))
    return user


def _asked_password() -> str:
    """Typed twice at a terminal; otherwise the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(_("Password: "))
    if first != getpass.getpass(_("Once more: ")):
        raise Refused(_("The two are not the same."))
    return first


def _shell() -> Actor:
    """Whoever has the data folder in their hands."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):
        login = str(os.getuid())
    return Actor(user=None, name=f"lyhord user ({login})", where="shell")
