"""What allauth tells us about people's ways in, written into the trail of each of their workspaces."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.db import transaction
from django.http import HttpRequest

from lyhord.organisation.addresses import caller_address
from lyhord.organisation.audit import record
from lyhord.organisation.models import User
from lyhord.organisation.requests import Actor
from lyhord.organisation.selectors import workspaces_of


def listen() -> None:
    """Connect to allauth's signals; called once when the application starts."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="lyhord-signed-in")
    for changed in (account.password_changed, account.password_set, account.password_reset):
        changed.connect(_password_changed, dispatch_uid="lyhord-password")
    mfa.authenticator_added.connect(_step_added, dispatch_uid="lyhord-step-added")
    mfa.authenticator_removed.connect(_step_removed, dispatch_uid="lyhord-step-removed")


def _signed_in(request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ANN401 -- a signal's
    _write("organisation.sign_in", request, user)


def _password_changed(request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ANN401 -- a signal's
    _write("organisation.change_password", request, user)


def _step_added(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:  # noqa: ANN401 -- a signal's
    _write("organisation.add_second_step", request, user, kind=str(authenticator.type))


def _step_removed(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:  # noqa: ANN401 -- a signal's
    _write("organisation.remove_second_step", request, user, kind=str(authenticator.type))


def _write(what: str, request: HttpRequest, user: User, **details: Any) -> None:  # noqa: ANN401 -- as in record
    actor = Actor(user=user, name=str(user), where=caller_address(request))
    with transaction.atomic():
        for workspace in workspaces_of(user):
            record(what, by=actor, workspace=workspace, **details)
