"""Today's page: what is new, what wants me, how far we have come."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.desk.rules.today import Layout, Section, layout_for
from lyhord.desk.selectors.needs import Need, needs_of
from lyhord.desk.selectors.today import Today, greeting, today_of
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import positions_of


@dataclass(frozen=True, kw_only=True)
class TodayPage(Page):
    """Today's page of one person."""

    template: ClassVar[str] = "desk/today.html"
    greeting: str
    name: str
    now: datetime
    layout: Layout
    today: Today
    needs: tuple[Need, ...]


@require_safe
@requires(May.SEE_STRATEGY)
def today(request: WorkspaceRequest) -> HttpResponse:
    """The first page of everybody's day, laid out for their positions."""
    now, workspace = utc_now(), request.workspace
    positions = positions_of(request.member, today=now.astimezone(workspace.zone).date())
    layout = layout_for(positions, request.granted)
    page = TodayPage(
        greeting=greeting(now, workspace),
        name=str(request.user).split(maxsplit=1)[0],
        now=now,
        layout=layout,
        today=today_of(request.member, (*layout.wide, *layout.side), now=now),
        needs=needs_of(workspace, request.granted, now=now),
    )
    return show(request, page)


@require_safe
@requires(May.SEE_MENTIONS)
def latest(request: WorkspaceRequest) -> HttpResponse:
    """Only the newest mentions, for a page that is open."""
    now = utc_now()
    page = TodayPage(
        greeting="",
        name="",
        now=now,
        layout=Layout((Section.LATEST,), ()),
        today=today_of(request.member, (Section.LATEST,), now=now),
        needs=(),
    )
    return show(request, page, part="latest")
