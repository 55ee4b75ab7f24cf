"""Pages of strategy and goals."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.strategy import selectors, services
from lyhord.strategy.forms.goals import GoalForm, MilestoneForm
from lyhord.strategy.line import Line
from lyhord.strategy.models import Goal, Milestone
from lyhord.strategy.rules import StrategyError
from lyhord.strategy.selectors import GoalChart, GoalRow, StrategyText

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class StrategyPage(Page):
    """What we want, and the goals that say whether we get there."""

    template: ClassVar[str] = "strategy/strategy.html"
    strategy: StrategyText
    goals: tuple[GoalRow, ...]
    is_review_due: bool
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class GoalPage(Page):
    """One goal: its line, its milestones, what belongs to it."""

    template: ClassVar[str] = "strategy/goal.html"
    goal: GoalRow
    line: Line
    chart: GoalChart | None
    want: str
    may_edit: bool
    may_write: bool


@dataclass(frozen=True, kw_only=True)
class GoalFormPage(Page):
    """A new goal, or changing one."""

    template: ClassVar[str] = "strategy/goal_form.html"
    form: GoalForm
    goal: Goal | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneFormPage(Page):
    """A new milestone, or changing one."""

    template: ClassVar[str] = "strategy/milestone_form.html"
    form: MilestoneForm
    goal: GoalRow
    milestone: Milestone | None = None


@require_safe
@requires(May.SEE_STRATEGY)
def strategy(request: WorkspaceRequest) -> HttpResponse:
    """The strategy and the goals."""
    today = timezone.localdate()
    text = selectors.strategy_of(request.workspace)
    page = StrategyPage(
        strategy=text,
        goals=selectors.goals_of(request.workspace, today=today),
        is_review_due=text.is_review_due(today),
        may_edit=May.EDIT_STRATEGY in request.granted,
    )
    return show(request, page)


@require_safe
@requires(May.SEE_STRATEGY)
def goal(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """One goal."""
    today = timezone.localdate()
    found = _goal(request, goal)
    row = selectors.goal_row(found, today=today)
    page = GoalPage(
        goal=row,
        line=selectors.line_of_goal(row, today=today),
        chart=selectors.goal_chart(found, today=today, notes=selectors.changes_of(request.workspace)),
        want=selectors.strategy_of(request.workspace).sentence,
        may_edit=request.may(May.EDIT_STRATEGY),
        may_write=request.may(May.WRITE_NUMBERS),
    )
    return show(request, page)


@form_page
@requires(May.EDIT_STRATEGY)
def add_goal(request: WorkspaceRequest) -> HttpResponse:
    """A new goal."""
    form = GoalForm(request.POST or None, workspace=request.workspace, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = services.set_goal(workspace=request.workspace, by=request.actor, details=form.details)
        tell(request, _("The goal is set. Now give it a first milestone to celebrate."))
        return redirect(_goal_url(request, made.pk))
    return show(request, GoalFormPage(form=form), status=_status(form))


@form_page
@requires(May.EDIT_STRATEGY)
def edit_goal(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """Change a goal."""
    found = _goal(request, goal)
    form = GoalForm(request.POST or None, workspace=request.workspace, today=timezone.localdate(), goal=found)
    if request.method == "POST" and form.is_valid():
        services.change_goal(goal=found, by=request.actor, details=form.details)
        tell(request, _("The goal is changed."))
        return redirect(_goal_url(request, goal))
    return show(request, GoalFormPage(form=form, goal=found), status=_status(form))


@require_POST
@requires(May.EDIT_STRATEGY)
def remove_goal(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """Take a goal away; it can be undone."""
    services.remove_goal(goal=_goal(request, goal), by=request.actor, now=utc_now())
    tell(request, _("The goal is removed."), undo=_goal_url(request, goal, "restore_goal"))
    return redirect("strategy:strategy", workspace=request.workspace.slug)


@require_POST
@requires(May.EDIT_STRATEGY)
def restore_goal(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """Bring a removed goal back."""
    gone = selectors.removed_goal(request.workspace, goal)
    if gone is None:
        raise Http404
    services.restore_goal(goal=gone, by=request.actor)
    tell(request, _("The goal is back."))
    return redirect(_goal_url(request, goal))


@require_POST
@requires(May.EDIT_STRATEGY)
def reach_goal(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """We got there; with ``undo`` in the address, not after all."""
    undo = "undo" in request.GET
    services.reach_goal(goal=_goal(request, goal), by=request.actor, now=None if undo else utc_now())
    again = "" if undo else _goal_url(request, goal, "reach_goal") + "?undo"
    tell(request, _("Not reached after all.") if undo else _("You got there! Time for cake."), undo=again)
    return redirect(_goal_url(request, goal))


@form_page
@requires(May.EDIT_STRATEGY)
def add_milestone(request: WorkspaceRequest, goal: int) -> HttpResponse:
    """A new milestone on the goal's way."""
    found = _goal(request, goal)
    form = MilestoneForm(request.POST or None, goal=found)
    if request.method == "POST" and form.is_valid():
        services.set_milestone(goal=found, by=request.actor, details=form.details)
        tell(request, _("The milestone is set. There will be cake."))
        return redirect(_goal_url(request, goal))
    row = selectors.goal_row(found, today=timezone.localdate())
    return show(request, MilestoneFormPage(form=form, goal=row), status=_status(form))


@form_page
@requires(May.EDIT_STRATEGY)
def edit_milestone(request: WorkspaceRequest, milestone: int) -> HttpResponse:
    """Change a milestone."""
    found = _milestone(request, milestone)
    form = MilestoneForm(request.POST or None, goal=found.goal, milestone=found)
    if request.method == "POST" and form.is_valid():
        services.change_milestone(milestone=found, by=request.actor, details=form.details)
        tell(request, _("The milestone is changed."))
        return redirect(_goal_url(request, found.goal_id))
    row = selectors.goal_row(found.goal, today=timezone.localdate())
    return show(request, MilestoneFormPage(form=form, goal=row, milestone=found), status=_status(form))


@require_POST
@requires(May.EDIT_STRATEGY)
def remove_milestone(request: WorkspaceRequest, milestone: int) -> HttpResponse:
    """Take a milestone away; it can be undone."""
    found = _milestone(request, milestone)
    services.remove_milestone(milestone=found, by=request.actor, now=utc_now())
    undo = _milestone_url(request, milestone, "restore_milestone")
    tell(request, _("The milestone is removed."), undo=undo)
    return redirect(_goal_url(request, found.goal_id))


@require_POST
@requires(May.EDIT_STRATEGY)
def restore_milestone(request: WorkspaceRequest, milestone: int) -> HttpResponse:
    """Bring a removed milestone back."""
    found = _milestone(request, milestone)
    try:
        services.restore_milestone(milestone=found, by=request.actor)
    except StrategyError as wrong:
        warn(request, wrong.message)
    else:
        tell(request, _("The milestone is back."))
    return redirect(_goal_url(request, found.goal_id))


@require_POST
@requires(May.EDIT_STRATEGY)
def reach_milestone(request: WorkspaceRequest, milestone: int) -> HttpResponse:
    """We got there: cake; with ``undo`` in the address, not after all."""
    undo, found = "undo" in request.GET, _milestone(request, milestone)
    services.reach_milestone(milestone=found, by=request.actor, now=None if undo else utc_now())
    again = "" if undo else _milestone_url(request, milestone, "reach_milestone") + "?undo"
    tell(request, _("Not reached after all.") if undo else _("Milestone reached! Time for cake."), undo=again)
    return redirect(_goal_url(request, found.goal_id))


def _goal(request: WorkspaceRequest, goal_id: int) -> Goal:
    found = selectors.find_goal(request.workspace, goal_id)
    if found is None:
        raise Http404
    return found


def _milestone(request: WorkspaceRequest, milestone_id: int) -> Milestone:
    found = selectors.find_milestone(request.workspace, milestone_id)
    if found is None:
        raise Http404
    return found


def _goal_url(request: WorkspaceRequest, goal_id: int, view: str = "goal") -> str:
    return reverse(f"strategy:{view}", kwargs={"workspace": request.workspace.slug, "goal": goal_id})


def _milestone_url(request: WorkspaceRequest, milestone_id: int, view: str) -> str:
    kwargs = {"workspace": request.workspace.slug, "milestone": milestone_id}
    return reverse(f"strategy:{view}", kwargs=kwargs)


def _status(form: GoalForm | MilestoneForm) -> int:
    """422 for a form that was sent and is wrong."""
    return 422 if form.is_bound else 200
