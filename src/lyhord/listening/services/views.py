"""Saved views: filters with a name."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import SavedView
from lyhord.listening.selectors.monitors import lists_of
from lyhord.listening.selectors.rows import MentionFilter
from lyhord.organisation.audit import record
from lyhord.organisation.models import Member, Workspace
from lyhord.organisation.requests import Actor
from lyhord.percolator import Query


class NamelessView(ListeningError):
    """A view needs a name."""


@transaction.atomic
def save_view(
    *, workspace: Workspace, by: Actor, member: Member | None, name: str, filters: MentionFilter
) -> SavedView:
    """Keep a filter for ``member``, or for everybody (None); one of the same name is replaced.

    Raises QueryError, NamelessView.
    """
    name = " ".join(name.split())[:60]
    if not name:
        raise NamelessView(_("Give the view a name."))
    if filters.query.strip():
        Query.parse(filters.query, lists_of(workspace))
    mine = SavedView.objects.select_for_update().filter(workspace=workspace, owner=member)
    row = mine.filter(name__iexact=name).first()
    if row is None:
        row = SavedView(workspace=workspace, owner=member, created_at=utc_now(), place=mine.count())
    row.name, row.filters = name, filters.as_json()
    row.save()
    record("listening.save_view", by=by, workspace=workspace, about=row, name=name, shared=member is None)
    return row


@transaction.atomic
def remove_view(*, view: SavedView, by: Actor) -> None:
    """Remove a saved view."""
    record("listening.remove_view", by=by, workspace=view.workspace, about=view, name=view.name)
    view.delete()
