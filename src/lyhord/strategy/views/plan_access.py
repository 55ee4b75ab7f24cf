"""Which action somebody may work on: the head on every one, others on their own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.models import Action
from lyhord.strategy.selectors.plan import action_row, find_action, seats_of


def an_action(request: WorkspaceRequest, action_id: int) -> Action:
    """An action of this workspace; else 404."""
    found = find_action(request.workspace, action_id)
    if found is None:
        raise Http404
    return found


def my_action(request: WorkspaceRequest, action_id: int) -> Action:
    """One that this person may say how it goes with; else 404, or 403."""
    found, today = an_action(request, action_id), local_today(request)
    if request.may(May.EDIT_PLAN):
        return found
    mine = seats_of(request.member, today=today)
    row = action_row(request.workspace, action_id, today=today, seats=mine)
    if row is None or not row.is_my_work:
        raise PermissionDenied
    return found


def plan_url(request: WorkspaceRequest, view: str = "plan", **kwargs: object) -> str:
    """The address of a page of the plan."""
    return reverse(f"strategy:{view}", kwargs={"workspace": request.workspace.slug, **kwargs})
