"""The end of the guide: live, and the department on one page."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lyhord.channels.selectors import SourceHealth, source_health
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.desk.selectors.links import LinkToSend, links_to_send
from lyhord.desk.selectors.summary import Summary, summary_of
from lyhord.listening.selectors import MentionFilter, MentionRow, MonitorRow, mentions, monitor_list
from lyhord.notices.selectors import LiveLine, live_line
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest


@dataclass(frozen=True, kw_only=True)
class FoundedPage(Page):
    """Live: the first mentions come by themselves while one watches."""

    template: ClassVar[str] = "desk/founding/founded.html"
    monitors: tuple[MonitorRow, ...]
    rows: tuple[MentionRow, ...]
    total: str
    sources: tuple[SourceHealth, ...]
    links: tuple[LinkToSend, ...]
    live: LiveLine


@dataclass(frozen=True, kw_only=True)
class SummaryPage(Page):
    """The department on one page, for the wall."""

    template: ClassVar[str] = "desk/founding/summary.html"
    summary: Summary
    may_edit: bool


@require_safe
@requires(May.EDIT_DEPARTMENT)
def founded(request: WorkspaceRequest) -> HttpResponse:
    """Celebrate, and watch the first mentions come."""
    if request.workspace.founded_at is None:
        return redirect("desk:founding", workspace=request.workspace.slug)
    now = utc_now()
    latest = mentions(request.workspace, MentionFilter(), limit=8)
    page = FoundedPage(
        monitors=monitor_list(request.workspace, now=now),
        rows=latest.rows,
        total=latest.total_text,
        sources=tuple(source_health(request.workspace, now)),
        links=links_to_send(request.workspace, now=now),
        live=live_line(request.workspace),
    )
    return show(request, page, part="latest")


@require_safe
@requires(May.SEE_DEPARTMENT)
def summary(request: WorkspaceRequest) -> HttpResponse:
    """The department on one page."""
    page = SummaryPage(
        summary=summary_of(request.workspace, now=utc_now()),
        may_edit=May.EDIT_DEPARTMENT in request.granted,
    )
    return show(request, page)
