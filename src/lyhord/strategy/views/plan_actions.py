"""Pages of one action: what it is and why, changing it, saying how it goes."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.returning import return_to
from lyhord.common.templatetags.ui import day
from lyhord.common.toasts import tell, warn
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.forms.plan import ActionForm, MoveForm, ReportForm, plain_number
from lyhord.strategy.models import Action
from lyhord.strategy.rules.plan import ActionStatus, PlanError
from lyhord.strategy.selectors.goals import GoalRow, find_goal, goal_row
from lyhord.strategy.selectors.plan import (
    ActionRow,
    WaitRow,
    action_row,
    removed_action,
    seats_of,
    waiting_for,
)
from lyhord.strategy.selectors.strategy import StrategyText, strategy_of
from lyhord.strategy.services import plan as services
from lyhord.strategy.services.plan import ActionChanged
from lyhord.strategy.views.plan_access import an_action, my_action, plan_url

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class ActionPage(Page):
    """One action: what, who, when, and the way up to the strategy."""

    template: ClassVar[str] = "strategy/plan/action.html"
    action: ActionRow
    goal: GoalRow | None
    strategy: StrategyText
    awaited_by: tuple[WaitRow, ...]
    statuses: tuple[tuple[str, str], ...]
    form: ReportForm
    may_edit: bool
    may_work: bool
    tab: str = "plan"


@dataclass(frozen=True, kw_only=True)
class ActionFormPage(Page):
    """A new action, or changing one. ``theirs``: what somebody else wrote meanwhile."""

    template: ClassVar[str] = "strategy/plan/action_form.html"
    form: ActionForm
    action: Action | None = None
    theirs: tuple[tuple[str, str], ...] = ()


@require_safe
@requires(May.SEE_STRATEGY)
def action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """One action."""
    return show(request, _page(request, action))


@form_page
@requires(May.EDIT_PLAN)
def add_action(request: WorkspaceRequest) -> HttpResponse:
    """A new action; the address may name its goal."""
    form = ActionForm(request.POST or None, workspace=request.workspace, today=local_today(request))
    form.initial["goal"] = request.GET.get("goal")
    made: list[Action] = []

    def add() -> None:
        made.append(services.add_action(workspace=request.workspace, by=request.actor, details=form.details))

    if request.method == "POST" and attempt(form, add):
        tell(request, _("The action is in the plan."))
        return redirect(plan_url(request, "action", action=made[0].pk))
    return show(request, ActionFormPage(form=form), status=422 if form.is_bound else 200)


@form_page
@requires(May.EDIT_PLAN)
def edit_action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """Change an action; what somebody else changed meanwhile is shown, not overwritten."""
    found = an_action(request, action)
    form = ActionForm(
        request.POST or None, workspace=request.workspace, today=local_today(request), action=found
    )
    theirs: list[tuple[str, str]] = []

    def change() -> None:
        try:
            services.change_action(action=found, by=request.actor, details=form.details, seen=form.seen_texts)
        except ActionChanged as changed:
            theirs.extend(form.look_again(changed))
            raise

    if request.method == "POST" and attempt(form, change):
        tell(request, _("The action is changed."))
        return redirect(plan_url(request, "action", action=action))
    page = ActionFormPage(form=form, action=found, theirs=tuple(theirs))
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.WORK_PLAN)
def set_status(request: WorkspaceRequest, action: int) -> HttpResponse:
    """How far it has come."""
    found = my_action(request, action)
    wanted = request.POST.get("status") or request.GET.get("status", "")
    if wanted not in ActionStatus:
        warn(request, _("An action is planned, in progress, done or dropped."))
        return return_to(request, plan_url(request, "action", action=action))
    status = ActionStatus(wanted)
    before = services.set_action_status(action=found, by=request.actor, status=status, now=utc_now())
    undo = plan_url(request, "set_action_status", action=action) + f"?status={before}"
    if before != status:
        tell(request, f"{found.name}: {_said(status)}", undo="" if "status" in request.GET else undo)
    return return_to(request, plan_url(request, "action", action=action))


@require_POST
@requires(May.EDIT_PLAN)
def move_action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """Earlier, later, longer, shorter: by days."""
    found = an_action(request, action)
    form = MoveForm(request.POST if "days" in request.POST or "longer" in request.POST else request.GET)
    days, longer = form.by
    try:
        moved = services.move_action(action=found, by=request.actor, days=days, longer=longer)
    except PlanError as wrong:
        warn(request, wrong.message)
    else:
        undo = plan_url(request, "move_action", action=action) + f"?days={-days}&longer={-longer}"
        said = _("%(name)s: now from %(start)s to %(due)s") % {
            "name": moved.name,
            "start": day(moved.start_date),
            "due": day(moved.due_date),
        }
        tell(request, said, undo="" if "days" in request.GET else undo)
    return return_to(request, plan_url(request, "timeline"))


@require_POST
@requires(May.WORK_PLAN)
def report_action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """What came of it, and what it took."""
    found, form = my_action(request, action), ReportForm(request.POST)
    if not form.is_valid():
        return show(request, _page(request, action, form), status=422)
    services.report_action(action=found, by=request.actor, **form.report)
    tell(request, _("Written down."))
    return redirect(plan_url(request, "action", action=action))


@require_POST
@requires(May.EDIT_PLAN)
def remove_action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """Take it out of the plan; it can be undone."""
    services.remove_action(action=an_action(request, action), by=request.actor, now=utc_now())
    tell(request, _("The action is removed."), undo=plan_url(request, "restore_action", action=action))
    return redirect(plan_url(request))


@require_POST
@requires(May.EDIT_PLAN)
def restore_action(request: WorkspaceRequest, action: int) -> HttpResponse:
    """Bring a removed action back."""
    gone = removed_action(request.workspace, action)
    if gone is None:
        raise Http404
    try:
        services.restore_action(action=gone, by=request.actor)
    except PlanError as wrong:
        warn(request, wrong.message)
        return redirect(plan_url(request))
    tell(request, _("The action is back."))
    return redirect(plan_url(request, "action", action=action))


def _page(request: WorkspaceRequest, action_id: int, form: ReportForm | None = None) -> ActionPage:
    today = local_today(request)
    mine = seats_of(request.member, today=today)
    row = action_row(request.workspace, action_id, today=today, seats=mine)
    if row is None:
        raise Http404
    goal = find_goal(request.workspace, row.goal_id) if row.goal_id else None
    return ActionPage(
        action=row,
        goal=goal_row(goal, today=today) if goal else None,
        strategy=strategy_of(request.workspace),
        awaited_by=waiting_for(request.workspace, action_id),
        statuses=tuple((status.value, str(status.label)) for status in ActionStatus if status != row.status),
        form=form or ReportForm(initial=_report_of(row)),
        may_edit=request.may(May.EDIT_PLAN),
        may_work=request.may(May.EDIT_PLAN) or (request.may(May.WORK_PLAN) and row.is_my_work),
    )


def _report_of(row: ActionRow) -> dict[str, object]:
    return {
        "result": row.result,
        "hours_spent": plain_number(row.hours_spent),
        "money_spent": plain_number(row.money_spent),
    }


def _said(status: ActionStatus) -> str:
    """What a person says about it."""
    return {
        ActionStatus.PLANNED: _("planned again."),
        ActionStatus.DOING: _("under way."),
        ActionStatus.DONE: _("done. What came of it?"),
        ActionStatus.DROPPED: _("dropped. That is a decision, too."),
    }[status]
