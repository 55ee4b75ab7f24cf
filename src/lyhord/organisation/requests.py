"""A request as our views get it, and the person behind a change."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lyhord.common.clock import utc_now
from lyhord.organisation.models import Member, User, Workspace
from lyhord.organisation.permissions import May


@dataclass(frozen=True)
class Actor:
    """Who does something, and from where: every service that changes a thing is told (``by``)."""

    user: User | None
    name: str
    where: str = ""

    @classmethod
    def machine(cls, name: str) -> "Actor":
        """A part of ourselves that acts without a person: "listener", "worker" …"""
        return cls(user=None, name=name, where="")


class SignedInRequest(HttpRequest):
    """Somebody is signed in."""

    user: User
    htmx: HtmxDetails
    actor: Actor


class WorkspaceRequest(SignedInRequest):
    """… and is in the workspace of the address, as ``member``, with what they may do today."""

    workspace: Workspace
    member: Member
    positions: frozenset[str]
    granted: frozenset[May]

    def may(self, may: May) -> bool:
        """Whether this person may do ``may`` here today. (The middleware fills this in.)"""
        return may in self.granted


def local_today(request: WorkspaceRequest) -> date:
    """Today at the company."""
    return utc_now().astimezone(request.workspace.zone).date()
