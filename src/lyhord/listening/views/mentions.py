"""The mentions: the list, one of them, marking, and the list as a file."""

import csv
import io
from collections.abc import AsyncIterator, Iterator
from itertools import islice

from asgiref.sync import sync_to_async
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.pages import show
from lyhord.common.returning import return_to
from lyhord.common.toasts import tell, warn
from lyhord.listening import selectors, services, undoing
from lyhord.listening.errors import ListeningError
from lyhord.listening.forms.marks import MarkForm
from lyhord.listening.forms.mentions import MentionFilterForm
from lyhord.listening.mention_pages import (
    ChangedRow,
    DetailPage,
    RowsPage,
    counts_page,
    detail_of,
    mentions_page,
)
from lyhord.listening.rules import State
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.percolator import QueryError


@requires(May.SEE_MENTIONS)
@require_safe
def mentions(request: WorkspaceRequest) -> HttpResponse:
    """The list; htmx gets its rows alone."""
    return show(request, mentions_page(request, request.GET, before=_before(request)), part="rows")


@requires(May.SEE_MENTIONS)
@require_safe
def mention(request: WorkspaceRequest, mention_id: int) -> HttpResponse:
    """One mention beside the list; htmx gets it alone."""
    row = selectors.mention(request.workspace, mention_id)
    if row is None:
        raise Http404
    here = "?" + request.GET.urlencode() if request.GET else ""
    detail = detail_of(request, row, here=here)
    if request.htmx:
        return show(request, DetailPage(detail=detail))
    return show(request, mentions_page(request, request.GET, before=_before(request), detail=detail))


@requires(May.SEE_MENTIONS)
@require_safe
def counts(request: WorkspaceRequest) -> HttpResponse:
    """How many mentions each tab has, for the page to put in its place."""
    return show(request, counts_page(request))


@requires(May.WORK_MENTIONS)
@require_POST
def mark(request: WorkspaceRequest) -> HttpResponse:
    """Mark the chosen mentions; htmx gets the rows as they are now."""
    form = MarkForm(request.POST)
    shown = MentionFilterForm(form.here, selectors.filter_choices(request.workspace))
    marked = _marked(request, form, shown)
    if not request.htmx:
        return return_to(request, _list_url(request) + shown.address())
    if marked is None:
        return HttpResponse(status=204)
    rows = selectors.rows_of(request.workspace, list(marked.before))
    changed = tuple(ChangedRow(row=row, stays=shown.holds(row.state)) for row in rows)
    return show(request, RowsPage(rows=changed, here=shown.address(), may_work=True))


@requires(May.WORK_MENTIONS)
@require_POST
def undo_mark(request: WorkspaceRequest, name: str) -> HttpResponse:
    """Take back what was marked."""
    marked = undoing.take(request, name)
    if marked is None:
        warn(request, _("That can no longer be undone."))
    else:
        services.undo_mark(workspace=request.workspace, marked=marked, by=request.actor)
    return return_to(request, _list_url(request))


@requires(May.EXPORT_MENTIONS)
@require_safe
def export(request: WorkspaceRequest) -> HttpResponseBase:
    """All mentions of the list as a file for a spreadsheet."""
    form = MentionFilterForm(request.GET, selectors.filter_choices(request.workspace))
    try:
        rows = selectors.export(request.workspace, form.wanted())
    except QueryError:
        return redirect(_list_url(request) + form.address())  # the list says what is wrong
    name = f"{request.workspace.slug}-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_file(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _marked(request: WorkspaceRequest, form: MarkForm, shown: MentionFilterForm) -> services.Marked | None:
    """What was marked, and said so; None when nothing could be."""
    try:
        ids = form.ids(lambda most: selectors.ids_of(request.workspace, shown.wanted(), limit=most))
        state = State(form.cleaned_data["state"])
        marked = services.mark(workspace=request.workspace, ids=ids, state=state, by=request.actor)
    except ListeningError as error:
        warn(request, error.message)
        return None
    if marked.before and not form.cleaned_data["quietly"]:
        name = undoing.keep(request, marked)
        undo = reverse("listening:undo_mark", args=[request.workspace.slug, name])
        tell(request, _told(state, len(marked.before)), undo=undo)
    return marked


def _told(state: State, number: int) -> str:
    sentences = {
        State.DONE: ngettext("Marked as done.", "%(number)d marked as done.", number),
        State.READ: ngettext("Marked as read.", "%(number)d marked as read.", number),
        State.NEW: ngettext("Marked as unread.", "%(number)d marked as unread.", number),
    }
    return sentences[state] % {"number": number} if number > 1 else sentences[state]


def _before(request: WorkspaceRequest) -> int | None:
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _list_url(request: WorkspaceRequest) -> str:
    return reverse("listening:mentions", args=[request.workspace.slug])


async def _file(rows: Iterator[tuple[str, ...]]) -> AsyncIterator[str]:
    """The rows as CSV, some hundreds at a time; a byte order mark first, or Excel takes it for Latin-1."""
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def some() -> str:
        text = io.StringIO()
        with translation.override(language), timezone.override(zone):
            csv.writer(text).writerows(islice(rows, 500))
        return text.getvalue()

    yield "\ufeff"
    while lines := await sync_to_async(some)():
        yield lines
