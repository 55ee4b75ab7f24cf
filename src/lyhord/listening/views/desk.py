"""Muting, and saved views."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.pages import Page, show
from lyhord.common.returning import return_to
from lyhord.common.toasts import tell, warn
from lyhord.listening import selectors, services
from lyhord.listening.errors import ListeningError
from lyhord.listening.forms.desk import MuteForm
from lyhord.listening.forms.mentions import MentionFilterForm, SavedViewForm, filter_address
from lyhord.listening.remarks import fault_message
from lyhord.listening.selectors import MuteRow
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.percolator import QueryError


@dataclass(frozen=True, kw_only=True)
class MutesPage(Page):
    """Who and what is muted."""

    template: ClassVar[str] = "listening/mutes.html"
    mutes: tuple[MuteRow, ...]
    may_work: bool
    form: MuteForm


@requires(May.SEE_MENTIONS)
@require_safe
def mutes(request: WorkspaceRequest) -> HttpResponse:
    """Who and what is muted."""
    may_work = request.may(May.WORK_MENTIONS)
    return show(
        request, MutesPage(mutes=selectors.mutes(request.workspace), may_work=may_work, form=MuteForm())
    )


@requires(May.WORK_MENTIONS)
@require_POST
def mute(request: WorkspaceRequest) -> HttpResponse:
    """Mute an author or a site."""
    form = MuteForm(request.POST)
    try:
        muted = form.mute(request.workspace, by=request.actor)
    except ListeningError as error:
        warn(request, error.message)
    else:
        undo = reverse("listening:unmute", args=[request.workspace.slug, muted.pk])
        tell(request, _("%(name)s is muted.") % {"name": muted.label}, undo=undo)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Trigger": "mentions-changed"})
    return return_to(request, reverse("listening:mentions", args=[request.workspace.slug]))


@requires(May.WORK_MENTIONS)
@require_POST
def unmute(request: WorkspaceRequest, mute_id: int) -> HttpResponse:
    """Hear an author or a site again."""
    found = selectors.mute(request.workspace, mute_id)
    if found is None:
        raise Http404
    services.unmute(mute=found, by=request.actor)
    tell(request, _("%(name)s is heard again.") % {"name": found.label})
    return return_to(request, reverse("listening:mutes", args=[request.workspace.slug]))


@requires(May.WORK_MENTIONS)
@require_POST
def save_view(request: WorkspaceRequest) -> HttpResponse:
    """Keep the filter that is shown, under a name."""
    shown = MentionFilterForm(_here(request), selectors.filter_choices(request.workspace))
    form = SavedViewForm(request.POST)
    url = reverse("listening:mentions", args=[request.workspace.slug])
    if not form.is_valid():
        warn(request, _("Give the view a name."))
        return return_to(request, url + shown.address())
    member = None if form.cleaned_data["is_shared"] else request.member
    try:
        view = services.save_view(
            workspace=request.workspace,
            by=request.actor,
            member=member,
            name=form.cleaned_data["name"],
            filters=shown.wanted(),
        )
    except (ListeningError, QueryError) as error:
        warn(request, fault_message(error) if isinstance(error, QueryError) else error.message)
        return return_to(request, url + shown.address())
    tell(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return return_to(request, url + filter_address(shown.wanted()))


@requires(May.WORK_MENTIONS)
@require_POST
def remove_view(request: WorkspaceRequest, view_id: int) -> HttpResponse:
    """Remove a saved view."""
    found = selectors.saved_view(request.workspace, request.member, view_id)
    if found is None:
        raise Http404
    services.remove_view(view=found, by=request.actor)
    tell(request, _("The view “%(name)s” is removed.") % {"name": found.name})
    return return_to(request, reverse("listening:mentions", args=[request.workspace.slug]))


def _here(request: WorkspaceRequest) -> QueryDict:
    return QueryDict(request.POST.get("here", "").removeprefix("?"))
