"""Named lists of words that monitors share."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.listening import selectors, services
from lyhord.listening.errors import ListeningError
from lyhord.listening.forms.lists import WordListForm
from lyhord.listening.selectors import WordListRow
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest


@dataclass(frozen=True, kw_only=True)
class WordListsPage(Page):
    """All named lists."""

    template: ClassVar[str] = "listening/lists.html"
    lists: tuple[WordListRow, ...]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class WordListPage(Page):
    """One list being written; ``row`` is None for a new one."""

    template: ClassVar[str] = "listening/list.html"
    form: WordListForm
    row: WordListRow | None


@requires(May.SEE_MENTIONS)
@require_safe
def lists(request: WorkspaceRequest) -> HttpResponse:
    """All of them, and who uses them."""
    found = selectors.word_lists(request.workspace)
    return show(request, WordListsPage(lists=found, may_edit=request.may(May.EDIT_MONITORS)))


@requires(May.EDIT_MONITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: WorkspaceRequest) -> HttpResponse:
    """Make a list."""
    return _edit(request, WordListForm(request.POST or None), None)


@requires(May.EDIT_MONITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_list(request: WorkspaceRequest, list_id: int) -> HttpResponse:
    """Change a list's entries; the monitors that use it follow."""
    row = _row(request, list_id)
    return _edit(request, WordListForm.of(row, request.POST or None), row)


@requires(May.EDIT_MONITORS)
@require_POST
def remove_list(request: WorkspaceRequest, list_id: int) -> HttpResponse:
    """Remove a list that no monitor needs."""
    row = _row(request, list_id)
    try:
        services.remove_word_list(workspace=request.workspace, by=request.actor, name=row.name)
    except ListeningError as error:
        warn(request, error.message)
    else:
        tell(request, _("The list “%(name)s” is removed.") % {"name": row.name})
    return redirect("listening:lists", workspace=request.workspace.slug)


def _edit(request: WorkspaceRequest, form: WordListForm, row: WordListRow | None) -> HttpResponse:
    if attempt(form, lambda: form.keep(request.workspace, by=request.actor)):
        tell(request, _("The list “%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("listening:lists", workspace=request.workspace.slug)
    return show(request, WordListPage(form=form, row=row), status=422 if form.is_bound else 200)


def _row(request: WorkspaceRequest, list_id: int) -> WordListRow:
    for row in selectors.word_lists(request.workspace):
        if row.id == list_id:
            return row
    raise Http404
