"""Monitors: all of them, one of them, stopping, starting, its wordings."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import show
from lyhord.common.returning import return_to
from lyhord.common.toasts import tell, warn
from lyhord.listening import selectors, services
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Monitor, MonitorVersion
from lyhord.listening.monitor_pages import (
    MONITORS,
    MonitorPage,
    ProgressPage,
    VersionsPage,
    function_names,
    monitors_page,
    split_chart,
)
from lyhord.listening.remarks import fault_message
from lyhord.listening.rules import Basis
from lyhord.listening.selectors import MentionFilter, MonitorDetail
from lyhord.notices.selectors import live_line
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.percolator import QueryError


@requires(May.SEE_MENTIONS)
@require_safe
def monitors(request: WorkspaceRequest) -> HttpResponse:
    """Those that listen; with ``?stopped`` those that do not. A hundred at a time."""
    is_stopped, after = "stopped" in request.GET, _after(request)
    rows = selectors.monitor_list(
        request.workspace, now=utc_now(), stopped=is_stopped, after=after, limit=MONITORS + 1
    )
    return show(request, monitors_page(request, rows, is_stopped=is_stopped), part="rows")


@requires(May.SEE_MENTIONS)
@require_safe
def monitor(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """One monitor: what it found, where, and how it is worded."""
    detail = _detail(request, monitor_id)
    now = utc_now()
    split = selectors.split_of(request.workspace, now=now, monitor=monitor_id)
    page = MonitorPage(
        detail=detail,
        functions=function_names(detail.row.functions),
        basis=Basis(detail.row.basis).label,
        chart=split_chart(split, today=now.astimezone(request.workspace.zone).date()),
        split=split,
        latest=selectors.mentions(request.workspace, MentionFilter(monitor=monitor_id), limit=5).rows,
        latest_here=f"?state=all&monitor={monitor_id}",
        live=live_line(request.workspace),
        may_edit=request.may(May.EDIT_MONITORS),
    )
    return show(request, page, part="figures")


@requires(May.SEE_MENTIONS)
@require_safe
def progress(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """How far the look at what was heard before has come."""
    detail = _detail(request, monitor_id)
    return show(request, _progress(request, detail))


@requires(May.EDIT_MONITORS)
@require_POST
def stop_looking_back(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """Look back no further."""
    services.stop_back_fill(monitor=_monitor(request, monitor_id), by=request.actor, now=utc_now())
    if request.htmx:
        return show(request, _progress(request, _detail(request, monitor_id)))
    tell(request, _("It looks back no further. What it found stays."))
    return redirect("listening:monitor", workspace=request.workspace.slug, monitor_id=monitor_id)


@requires(May.SEE_MENTIONS)
@require_safe
def versions(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """Every wording, and what was changed."""
    detail = _detail(request, monitor_id)
    page = VersionsPage(
        monitor=detail.row,
        versions=selectors.versions(request.workspace, monitor_id) or (),
        may_edit=request.may(May.EDIT_MONITORS),
    )
    return show(request, page)


@requires(May.EDIT_MONITORS)
@require_POST
def restore(request: WorkspaceRequest, monitor_id: int, number: int) -> HttpResponse:
    """Listen with an older wording again."""
    found = _monitor(request, monitor_id)
    try:
        services.restore_version(monitor=found, number=number, by=request.actor)
    except MonitorVersion.DoesNotExist as error:
        raise Http404 from error
    except QueryError as error:
        warn(request, fault_message(error))
        return redirect("listening:versions", workspace=request.workspace.slug, monitor_id=monitor_id)
    tell(request, _("Version %(number)s listens again.") % {"number": number})
    return redirect("listening:monitor", workspace=request.workspace.slug, monitor_id=monitor_id)


@requires(May.EDIT_MONITORS)
@require_POST
def stop(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """Listen no more."""
    found = services.stop_monitor(monitor=_monitor(request, monitor_id), by=request.actor)
    undo = reverse("listening:start_monitor", args=[request.workspace.slug, monitor_id])
    tell(request, _("“%(name)s” listens no more. Its mentions stay.") % {"name": found.name}, undo=undo)
    return return_to(request, reverse("listening:monitors", args=[request.workspace.slug]))


@requires(May.EDIT_MONITORS)
@require_POST
def start(request: WorkspaceRequest, monitor_id: int) -> HttpResponse:
    """Listen again."""
    page = reverse("listening:monitor", args=[request.workspace.slug, monitor_id])
    try:
        found = services.start_monitor(monitor=_monitor(request, monitor_id), by=request.actor)
    except ListeningError as error:
        warn(request, error.message)
    except QueryError as error:
        warn(request, fault_message(error))
    else:
        tell(request, _("“%(name)s” listens.") % {"name": found.name})
    return return_to(request, page)


def _after(request: WorkspaceRequest) -> int | None:
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _progress(request: WorkspaceRequest, detail: MonitorDetail) -> ProgressPage:
    return ProgressPage(
        monitor_id=detail.row.id, back_fill=detail.back_fill, may_edit=request.may(May.EDIT_MONITORS)
    )


def _detail(request: WorkspaceRequest, monitor_id: int) -> MonitorDetail:
    found = selectors.monitor_detail(request.workspace, monitor_id, now=utc_now())
    if found is None:
        raise Http404
    return found


def _monitor(request: WorkspaceRequest, monitor_id: int) -> Monitor:
    found = selectors.monitor(request.workspace, monitor_id)
    if found is None:
        raise Http404
    return found
