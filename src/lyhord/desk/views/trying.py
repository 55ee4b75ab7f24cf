"""What the guide's last question looks up while somebody reads it: the hits of a query."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from lyhord.common.pages import Page, show
from lyhord.listening.remarks import Remark, fault_message, remarks_on
from lyhord.listening.selectors import Preview, lists_of, preview
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.percolator import Query, QueryError

_SECONDS = 0.8  # six queries are tried at once, and somebody is waiting


@dataclass(frozen=True, kw_only=True)
class FoundPage(Page):
    """What a query would have found."""

    template: ClassVar[str] = "desk/founding/found.html"
    found: Preview | None = None
    remarks: tuple[Remark, ...] = ()
    fault: str = ""


@require_POST
@requires(May.EDIT_MONITORS)
def try_query(request: WorkspaceRequest) -> HttpResponse:
    """Hits of the query in the form, with two of them to look at."""
    text = next((value for name, value in request.POST.items() if name.endswith("_query")), "")
    try:
        query = Query.parse(str(text), lists_of(request.workspace))
        found = preview(request.workspace, str(query), seconds=_SECONDS)
    except QueryError as error:
        return show(request, FoundPage(fault=fault_message(error)))
    return show(request, FoundPage(found=found, remarks=remarks_on(query)))
