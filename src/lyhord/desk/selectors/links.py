"""Invitations whose links nobody mails."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from lyhord.organisation.models import Invitation, Workspace
from lyhord.organisation.rules import Position
from lyhord.organisation.services import invitation_link


@dataclass(frozen=True)
class LinkToSend:
    """For whom, and the whole address."""

    email: str
    url: str


def links_to_send(
    workspace: Workspace, *, now: datetime, guests: bool | None = None
) -> tuple[LinkToSend, ...]:
    """The links of open invitations, oldest first; none when mail is set up. One query at most.

    ``guests``: only the agency's, or only those of one's own people.
    """
    if settings.MAIL_IS_SET_UP:
        return ()
    waiting = Invitation.objects.open(now).filter(workspace=workspace).order_by("pk")
    return tuple(
        LinkToSend(row.email, invitation_link(row))
        for row in waiting
        if guests is None or (Position.AGENCY in row.positions) == guests
    )
