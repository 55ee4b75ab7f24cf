"""Joining by the company's own sign-on: the invitation is taken up without its link."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lyhord.organisation.models import Invitation, User
from lyhord.organisation.services.invitations import accept_invitation


@transaction.atomic
def join_by_sign_on(invitations: Sequence[Invitation], *, name: str, now: datetime, where: str = "") -> User:
    """An account without a password for the address of these open invitations, and all of them accepted.

    The pages begin in the language of the company. Raises InvitationError when one was used meanwhile.
    """
    first = invitations[0]
    user = User.objects.create_user(
        first.email, None, name=name.strip()[:120], language=first.workspace.language
    )
    for invitation in invitations:
        accept_invitation(invitation, user=user, now=now, where=where)
    return user
