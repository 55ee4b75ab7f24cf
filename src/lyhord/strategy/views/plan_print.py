"""Strategy and plan on one page, for the board."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.common.pages import Page, show
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.selectors.goals import GoalRow, goals_of
from lyhord.strategy.selectors.plan import PlanGroup, by_goal, plan_of
from lyhord.strategy.selectors.plan_resources import CadenceRow, ResourceRow, cadences_of, resources_of
from lyhord.strategy.selectors.strategy import StrategyText, strategy_of


@dataclass(frozen=True, kw_only=True)
class OnePage(Page):
    """What we want, where we are, what we do, with what."""

    template: ClassVar[str] = "strategy/plan/one_page.html"
    strategy: StrategyText
    goals: tuple[GoalRow, ...]
    groups: tuple[PlanGroup, ...]
    resources: tuple[ResourceRow, ...]
    cadences: tuple[CadenceRow, ...]
    done: int
    total: int
    today: date


@require_safe
@requires(May.SEE_STRATEGY)
def one_page(request: WorkspaceRequest) -> HttpResponse:
    """The page. People and money only for those who may see them."""
    today, workspace = local_today(request), request.workspace
    rows = [row for row in plan_of(workspace, today=today) if row.status != "dropped"]
    page = OnePage(
        strategy=strategy_of(workspace),
        goals=goals_of(workspace, today=today),
        groups=by_goal(rows),
        resources=resources_of(workspace, today=today) if request.may(May.SEE_RESOURCES) else (),
        cadences=tuple(row for row in cadences_of(workspace, today=today) if row.is_now),
        done=sum(row.is_done for row in rows),
        total=len(rows),
        today=today,
    )
    return show(request, page)
