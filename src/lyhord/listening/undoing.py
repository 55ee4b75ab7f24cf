"""What a click marked, kept in the session until it is undone or five clicks later."""

import secrets

from lyhord.listening.services import Marked
from lyhord.organisation.requests import WorkspaceRequest

_NAME = "listening.marked"
_KEPT = 5


def keep(request: WorkspaceRequest, marked: Marked) -> str:
    """Remember ``marked``; gives the name to ask for it by."""
    name = secrets.token_urlsafe(6)
    before = list(request.session.get(_NAME, {}).items())[1 - _KEPT :]
    request.session[_NAME] = dict([*before, (name, marked.as_json())])
    return name


def take(request: WorkspaceRequest, name: str) -> Marked | None:
    """What was kept under ``name``, once."""
    kept = request.session.get(_NAME, {})
    found = kept.pop(name, None)
    request.session[_NAME] = kept
    return Marked.from_json(found) if found else None
