"""Named lists over the API."""

from django.http import Http404
from ninja import Router, Status

from lyhord.common.api import gives
from lyhord.listening import selectors, services
from lyhord.listening.api.errors import said_to_programs
from lyhord.listening.api.shapes import WordListIn, WordListOut, word_list_out
from lyhord.organisation.api_auth import Token
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest

router = Router(tags=["listening"])
EDIT = May.EDIT_MONITORS


@router.get("/lists", response=gives(list[WordListOut]), auth=Token(May.SEE_MENTIONS), summary="Named lists")
def list_word_lists(request: WorkspaceRequest) -> list[dict[str, object]]:
    """All of them, and who uses them."""
    return [word_list_out(row) for row in selectors.word_lists(request.workspace)]


@router.put("/lists/{name}", response=gives(WordListOut), auth=Token(EDIT, write=True), summary="Set a list")
def set_list(request: WorkspaceRequest, name: str, wanted: WordListIn) -> dict[str, object]:
    """Make the list, or give it these entries; the monitors that use it follow."""
    with said_to_programs():
        made = services.set_word_list(
            workspace=request.workspace, by=request.actor, name=name, entries=wanted.entries
        )
    return next(word_list_out(row) for row in selectors.word_lists(request.workspace) if row.id == made.pk)


@router.delete(
    "/lists/{name}", response=gives(None, 204), auth=Token(EDIT, write=True), summary="Remove a list"
)
def remove_list(request: WorkspaceRequest, name: str) -> Status[None]:
    """Refused while a monitor uses it."""
    if name.casefold() not in {row.name.casefold() for row in selectors.word_lists(request.workspace)}:
        raise Http404
    services.remove_word_list(workspace=request.workspace, by=request.actor, name=name)
    return Status(204, None)
