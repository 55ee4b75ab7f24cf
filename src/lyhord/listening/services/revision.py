"""Saying that what we listen for is another now."""

import secrets

from lyhord.listening.models import Revision
from lyhord.notices.services import tell_browsers
from lyhord.organisation.models import Workspace


def listen_anew(workspace: Workspace) -> None:
    """In the transaction of the change: the listener sees it with its next batch, open pages at once.

    The number is drawn, not counted: a restored database cannot repeat one that a process still holds.
    """
    Revision.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(60)})
    tell_browsers(workspace_id=workspace.pk, topic="monitors")
