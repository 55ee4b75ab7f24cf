"""Pages of the plan as a whole: list, timeline, board, one's own actions, work load."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.common.pages import Page, show
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.forms.plan import FilterForm
from lyhord.strategy.plan_drawing import Picture
from lyhord.strategy.rules.plan import ActionStatus
from lyhord.strategy.selectors.plan import (
    ActionRow,
    MyActions,
    PlanFilter,
    PlanGroup,
    by_goal,
    mine_of,
    plan_of,
    seats_of,
)
from lyhord.strategy.selectors.plan_load import LoadTable, load_of
from lyhord.strategy.selectors.plan_timeline import Choice, choices_of, timeline_of


@dataclass(frozen=True, kw_only=True)
class PlanPage(Page):
    """Every action under its goal."""

    template: ClassVar[str] = "strategy/plan/list.html"
    groups: tuple[PlanGroup, ...]
    wanted: PlanFilter
    goals: tuple[Choice, ...]
    people: tuple[Choice, ...]
    statuses: tuple[tuple[str, str], ...]
    slipping: int
    total: int
    may_edit: bool
    tab: str = "plan"


@dataclass(frozen=True, kw_only=True)
class TimelinePage(Page):
    """The plan as a picture and as a table."""

    template: ClassVar[str] = "strategy/plan/timeline.html"
    picture: Picture
    groups: tuple[PlanGroup, ...]
    may_edit: bool
    tab: str = "timeline"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the board."""

    status: ActionStatus
    actions: tuple[ActionRow, ...]

    @property
    def label(self) -> str:
        """The status in words."""
        return str(self.status.label)


@dataclass(frozen=True, kw_only=True)
class BoardPage(Page):
    """The plan by how far things have come."""

    template: ClassVar[str] = "strategy/plan/board.html"
    columns: tuple[Column, ...]
    is_empty: bool
    may_edit: bool
    may_work: bool
    tab: str = "board"


@dataclass(frozen=True, kw_only=True)
class MyPlanPage(Page):
    """One's own actions."""

    template: ClassVar[str] = "strategy/plan/mine.html"
    mine: MyActions
    may_edit: bool
    may_work: bool
    tab: str = "mine"


@dataclass(frozen=True, kw_only=True)
class LoadPage(Page):
    """Who has how much to do."""

    template: ClassVar[str] = "strategy/plan/load.html"
    load: LoadTable
    may_edit: bool
    tab: str = "load"


@require_safe
@requires(May.SEE_STRATEGY)
def plan(request: WorkspaceRequest) -> HttpResponse:
    """The list, whole or what is asked for."""
    today, wanted = local_today(request), _wanted(request)
    rows = plan_of(request.workspace, today=today, seats=seats_of(request.member, today=today))
    page = PlanPage(
        groups=by_goal(row for row in rows if wanted.keeps(row)),
        wanted=wanted,
        goals=choices_of((row.goal_id, row.goal) for row in rows),
        people=choices_of((row.owner_id, row.owner) for row in rows),
        statuses=tuple((status.value, str(status.label)) for status in ActionStatus),
        slipping=sum(bool(row.slips) for row in rows),
        total=len(rows),
        may_edit=request.may(May.EDIT_PLAN),
    )
    return show(request, page, part="rows")


@require_safe
@requires(May.SEE_STRATEGY)
def timeline(request: WorkspaceRequest) -> HttpResponse:
    """The picture."""
    picture, groups = timeline_of(request.workspace, today=local_today(request))
    page = TimelinePage(picture=picture, groups=groups, may_edit=request.may(May.EDIT_PLAN))
    return show(request, page, part="timeline")


@require_safe
@requires(May.SEE_STRATEGY)
def board(request: WorkspaceRequest) -> HttpResponse:
    """The board."""
    today = local_today(request)
    rows = plan_of(request.workspace, today=today, seats=seats_of(request.member, today=today))
    columns = tuple(
        Column(status=status, actions=tuple(row for row in rows if row.status == status))
        for status in ActionStatus
    )
    page = BoardPage(
        columns=columns,
        is_empty=not rows,
        may_edit=request.may(May.EDIT_PLAN),
        may_work=request.may(May.WORK_PLAN),
    )
    return show(request, page, part="board")


@require_safe
@requires(May.SEE_STRATEGY)
def my_plan(request: WorkspaceRequest) -> HttpResponse:
    """What the plan wants of oneself."""
    today = local_today(request)
    rows = plan_of(request.workspace, today=today, seats=seats_of(request.member, today=today))
    page = MyPlanPage(
        mine=mine_of(rows, today=today),
        may_edit=request.may(May.EDIT_PLAN),
        may_work=request.may(May.WORK_PLAN),
    )
    return show(request, page, part="mine")


@require_safe
@requires(May.SEE_RESOURCES)
def plan_load(request: WorkspaceRequest) -> HttpResponse:
    """Work against hours, week by week."""
    found = load_of(request.workspace, today=local_today(request))
    return show(request, LoadPage(load=found, may_edit=request.may(May.EDIT_PLAN)))


def _wanted(request: WorkspaceRequest) -> PlanFilter:
    """What the address asks for; nonsense asks for nothing."""
    form = FilterForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    return PlanFilter(
        goal=given.get("goal"),
        who=given.get("who"),
        status=given.get("status", "") if given.get("status") in ActionStatus else "",
        slips=bool(given.get("slips")),
    )
