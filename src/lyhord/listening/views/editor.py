"""The editor of a monitor: form and text in step, a preview on what was really said, saving."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.pages import show
from lyhord.common.toasts import tell
from lyhord.listening import selectors, services
from lyhord.listening.drafts import Draft, draft_of
from lyhord.listening.forms.monitors import DraftForm, MonitorForm, as_sent, kept, typed
from lyhord.listening.models import Monitor
from lyhord.listening.monitor_pages import DraftPage, EditorPage, Found, PreviewPage, found_of
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.percolator import QueryError
from lyhord.strategy.selectors import goals_of

Goals = list[tuple[int, str]]
_SLICE_S = 0.8  # of a preview, until the page hears how far it is


@requires(May.EDIT_MONITORS)
@require_safe
def new_monitor(request: WorkspaceRequest) -> HttpResponse:
    """An empty editor, or one with ``?query=`` in it."""
    draft = draft_of(request.GET.get("query", "")[:10_000], selectors.lists_of(request.workspace))
    form = MonitorForm(initial=typed(draft), goals=_goals(request))
    return show(request, _page(form, draft, None))


@requires(May.EDIT_MONITORS)
@require_safe
def edit_monitor(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """The editor with a monitor in it."""
    monitor = _monitor(request, monitor_id)
    draft = draft_of(monitor.query, selectors.lists_of(request.workspace))
    form = MonitorForm(initial=kept(monitor) | typed(draft), goals=_goals(request))
    return show(request, _page(form, draft, monitor))


@requires(May.EDIT_MONITORS)
@require_POST
def save_monitor(request: WorkspaceRequest, monitor_id: int | None = None) -> HttpResponse:
    """Save it; or (without JavaScript) only try what was written."""
    monitor = _monitor(request, monitor_id) if monitor_id else None
    sent = MonitorForm(request.POST, goals=_goals(request))
    sent.is_valid()
    draft = sent.settle(selectors.lists_of(request.workspace))
    if "try" in request.POST:
        form = MonitorForm(initial=as_sent(request.POST) | typed(draft), goals=_goals(request))
        return show(request, _page(form, draft, monitor, _tried(request, draft)))
    form = sent.in_step(draft)
    saved: list[Monitor] = []
    if attempt(form, lambda: saved.append(_saved(request, form, draft, monitor))):
        tell(request, _("“%(name)s” listens.") % {"name": saved[0].name})
        return redirect("listening:monitor", workspace=request.workspace.slug, monitor_id=saved[0].pk)
    return show(request, _page(form, draft, monitor), status=422)


@requires(May.EDIT_MONITORS)
@require_POST
def draft(request: WorkspaceRequest) -> HttpResponse:
    """After a keystroke: the side that was not written in, and what the adviser says."""
    sent = DraftForm(request.POST)
    sent.is_valid()
    now = sent.settle(selectors.lists_of(request.workspace))
    response = show(request, DraftPage(form=DraftForm(initial=typed(now)), draft=now))
    response.headers["HX-Trigger"] = "drafted"
    return response


@requires(May.EDIT_MONITORS)
@require_POST
def preview(request: WorkspaceRequest) -> HttpResponse:
    """What the query would have found: tried for a second; the page asks for the rest until it is stopped."""
    sent = DraftForm(request.POST)
    sent.is_valid()
    now = sent.settle(selectors.lists_of(request.workspace))
    stops = "stop" in request.POST
    found = _tried(request, now, seconds=0.0 if stops else _SLICE_S, is_going_on=not stops)
    return show(request, PreviewPage(found=found))


def _page(form: MonitorForm, draft: Draft, monitor: Monitor | None, found: Found | None = None) -> EditorPage:
    return EditorPage(
        form=form,
        draft=draft,
        monitor_id=monitor.pk if monitor else None,
        monitor_name=monitor.name if monitor else "",
        found=found,
    )


def _tried(
    request: WorkspaceRequest, draft: Draft, *, seconds: float = 2.0, is_going_on: bool = False
) -> Found:
    if draft.is_empty or draft.fault:
        return Found(preview=None, chart=None)
    after = request.POST.get("after", "")
    found = selectors.preview(request.workspace, draft.query, seconds=seconds, after=after)
    goes_on = is_going_on and not found.complete
    cost = None if goes_on else selectors.query_cost(request.workspace, draft.query, found)
    return found_of(found, cost, is_going_on=goes_on)


def _saved(request: WorkspaceRequest, form: MonitorForm, draft: Draft, monitor: Monitor | None) -> Monitor:
    asked, note = form.wish(draft), form.cleaned_data["note"]
    try:
        if monitor is None:
            return services.create_monitor(
                workspace=request.workspace, by=request.actor, asked=asked, note=note
            )
        return services.change_monitor(
            monitor=monitor,
            by=request.actor,
            asked=asked,
            note=note,
            expected_version=form.cleaned_data["version"],
        )
    except QueryError as error:  # a list was changed since the draft was judged
        raise form.bad_query(error) from error


def _goals(request: WorkspaceRequest) -> Goals:
    return [(goal.id, goal.name) for goal in goals_of(request.workspace, today=local_today(request))]


def _monitor(request: WorkspaceRequest, monitor_id: int) -> Monitor:
    found = selectors.monitor(request.workspace, monitor_id)
    if found is None:
        raise Http404
    return found
