"""Mentions over the API."""

from django.http import Http404
from ninja import Query, Router

from lyhord.common.api import ListWish, Paged, gives
from lyhord.listening import selectors, services
from lyhord.listening.api.errors import said_to_programs
from lyhord.listening.api.shapes import Marked, MarkIn, MentionOut, MentionWish, mention_out
from lyhord.organisation.api_auth import Token
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest

router = Router(tags=["listening"])


@router.get("/mentions", response=gives(Paged[MentionOut]), auth=Token(May.SEE_MENTIONS), summary="Mentions")
def list_mentions(
    request: WorkspaceRequest, wish: Query[ListWish], asked: Query[MentionWish]
) -> dict[str, object]:
    """The newest first, with the same filters as the page."""
    with said_to_programs():
        found = selectors.mentions(request.workspace, asked.filters(), before=wish.cursor, limit=wish.limit)
    following = str(found.next_before) if found.next_before else None
    return {"items": [mention_out(row) for row in found.rows], "next": following}


@router.get(
    "/mentions/{int:mention_id}",
    response=gives(MentionOut),
    auth=Token(May.SEE_MENTIONS),
    summary="A mention",
)
def get_mention(request: WorkspaceRequest, mention_id: int) -> dict[str, object]:
    """One mention, with the words that made it match."""
    row = selectors.mention(request.workspace, mention_id)
    if row is None:
        raise Http404
    return mention_out(row)


@router.post(
    "/mentions/mark",
    response=gives(Marked),
    auth=Token(May.WORK_MENTIONS, write=True),
    summary="Mark mentions",
)
def mark_mentions(request: WorkspaceRequest, wanted: MarkIn) -> dict[str, int]:
    """As new, read or done; others' mentions are left out without a word."""
    marked = services.mark(workspace=request.workspace, ids=wanted.ids, state=wanted.state, by=request.actor)
    return {"changed": len(marked.before)}
