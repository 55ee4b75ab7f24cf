"""Marking mentions read, done, new again; every step can be undone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Mention
from lyhord.listening.rules import STEPS, State
from lyhord.listening.services.upkeep import reindex
from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor

MOST = 1_000  # mentions at a time


class TooMany(ListeningError):
    """More than can be marked at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What a mark changed: the state each mention had before, and the one they have now."""

    state: State
    before: Mapping[int, State]

    def as_json(self) -> dict[str, Any]:
        """For a session or a form, until it is undone."""
        return {"state": str(self.state), "before": {str(k): str(v) for k, v in self.before.items()}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Marked":
        """What ``as_json`` wrote. Raises ValueError, KeyError, TypeError for anything else."""
        before = {int(number): State(state) for number, state in kept["before"].items()}
        return cls(state=State(kept["state"]), before=before)


@transaction.atomic
def mark(*, workspace: Workspace, ids: Collection[int], state: State, by: Actor) -> Marked:
    """Give these mentions a state, as far as the workspace has them and there is a step to it.

    Those that have it already are left alone, and undoing leaves them alone too. Raises TooMany.
    """
    rows = _locked(workspace, ids)
    before = {number: State(had) for number, had in rows.items() if state in STEPS[State(had)]}
    _set(workspace, {state: list(before)})
    if before:
        record("listening.mark", by=by, workspace=workspace, state=str(state), mentions=len(before))
    return Marked(state=State(state), before=before)


@transaction.atomic
def undo_mark(*, workspace: Workspace, marked: Marked, by: Actor) -> int:
    """Give the mentions back the state they had; those that somebody changed since are left alone.

    Returns how many were changed. Raises TooMany.
    """
    rows = _locked(workspace, list(marked.before))
    back: dict[State, list[int]] = {}
    for number, state in rows.items():
        if state == marked.state:
            back.setdefault(marked.before[number], []).append(number)
    _set(workspace, back)
    changed = sum(map(len, back.values()))
    if changed:
        record("listening.undo_mark", by=by, workspace=workspace, state=str(marked.state), mentions=changed)
    return changed


def _locked(workspace: Workspace, ids: Collection[int]) -> dict[int, str]:
    if len(ids) > MOST:
        raise TooMany(_("At most %(number)s mentions can be marked at once.") % {"number": MOST})
    rows = Mention.objects.of(workspace).there().filter(pk__in=ids).order_by("pk").select_for_update()
    return dict(rows.values_list("pk", "state"))


def _set(workspace: Workspace, states: Mapping[State, list[int]]) -> None:
    changed = [number for ids in states.values() for number in ids]
    for state, ids in states.items():
        Mention.objects.of(workspace).filter(pk__in=ids).update(state=state)
    reindex(changed)
    if changed:
        tell_browsers(workspace_id=workspace.pk, topic="mentions", count=0)
