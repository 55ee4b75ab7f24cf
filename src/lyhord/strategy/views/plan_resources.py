"""Pages of what the plan lives on, and of how often we post."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy.forms.plan_resources import CadenceForm, MonthForm, ResourceForm
from lyhord.strategy.models import Cadence, Resource
from lyhord.strategy.rules.plan import PlanError
from lyhord.strategy.selectors.plan_resources import (
    BudgetMonth,
    CadenceRow,
    ResourceRow,
    budget_of,
    cadences_of,
    find_cadence,
    find_resource,
    resources_of,
)
from lyhord.strategy.services import plan_resources as services
from lyhord.strategy.views.plan_access import plan_url

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class ResourcesPage(Page):
    """People, money and tools, and when they come."""

    template: ClassVar[str] = "strategy/plan/resources.html"
    resources: tuple[ResourceRow, ...]
    budget: tuple[BudgetMonth, ...]
    may_edit: bool
    tab: str = "resources"


@dataclass(frozen=True, kw_only=True)
class ResourceFormPage(Page):
    """A new resource, or changing one."""

    template: ClassVar[str] = "strategy/plan/resource_form.html"
    form: ResourceForm
    resource: Resource | None = None


@dataclass(frozen=True, kw_only=True)
class CadencesPage(Page):
    """How often we post where."""

    template: ClassVar[str] = "strategy/plan/cadences.html"
    cadences: tuple[CadenceRow, ...]
    weekly: int
    may_edit: bool
    tab: str = "cadences"


@dataclass(frozen=True, kw_only=True)
class CadenceFormPage(Page):
    """A new promise, or changing one."""

    template: ClassVar[str] = "strategy/plan/cadence_form.html"
    form: CadenceForm
    cadence: Cadence | None = None


@require_safe
@requires(May.SEE_RESOURCES)
def resources(request: WorkspaceRequest) -> HttpResponse:
    """What the plan lives on."""
    rows = resources_of(request.workspace, today=local_today(request))
    page = ResourcesPage(resources=rows, budget=budget_of(rows), may_edit=request.may(May.EDIT_PLAN))
    return show(request, page)


@form_page
@requires(May.EDIT_PLAN)
def add_resource(request: WorkspaceRequest) -> HttpResponse:
    """A new resource."""
    form = ResourceForm(request.POST or None, workspace=request.workspace, today=local_today(request))

    def add() -> None:
        services.add_resource(workspace=request.workspace, by=request.actor, details=form.details)

    if request.method == "POST" and attempt(form, add):
        tell(request, _("The resource is in the plan."))
        return redirect(plan_url(request, "resources"))
    return show(request, ResourceFormPage(form=form), status=422 if form.is_bound else 200)


@form_page
@requires(May.EDIT_PLAN)
def edit_resource(request: WorkspaceRequest, resource: int) -> HttpResponse:
    """Change a resource."""
    found, today = _resource(request, resource), local_today(request)
    form = ResourceForm(request.POST or None, workspace=request.workspace, today=today, row=found)

    def change() -> None:
        services.change_resource(resource=found, by=request.actor, details=form.details)

    if request.method == "POST" and attempt(form, change):
        tell(request, _("The resource is changed."))
        return redirect(plan_url(request, "resources"))
    page = ResourceFormPage(form=form, resource=found)
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.EDIT_PLAN)
def set_resource_month(request: WorkspaceRequest, resource: int) -> HttpResponse:
    """What it really was in a month."""
    found, form = _resource(request, resource), MonthForm(request.POST)
    if form.is_valid():
        services.set_resource_month(resource=found, by=request.actor, **form.cleaned_data)
        tell(request, _("Written down."))
    else:
        warn(request, _("Write a number that is not below zero, or nothing."))
    return redirect(plan_url(request, "resources"))


@require_POST
@requires(May.EDIT_PLAN)
def remove_resource(request: WorkspaceRequest, resource: int) -> HttpResponse:
    """Take it out of the plan; it can be undone."""
    services.remove_resource(resource=_resource(request, resource), by=request.actor, now=utc_now())
    undo = plan_url(request, "restore_resource", resource=resource)
    tell(request, _("The resource is removed."), undo=undo)
    return redirect(plan_url(request, "resources"))


@require_POST
@requires(May.EDIT_PLAN)
def restore_resource(request: WorkspaceRequest, resource: int) -> HttpResponse:
    """Bring a removed resource back."""
    gone = find_resource(request.workspace, resource, removed=True)
    if gone is None:
        raise Http404
    services.restore_resource(resource=gone, by=request.actor)
    tell(request, _("The resource is back."))
    return redirect(plan_url(request, "resources"))


@require_safe
@requires(May.SEE_STRATEGY)
def cadences(request: WorkspaceRequest) -> HttpResponse:
    """How often we post where."""
    rows = cadences_of(request.workspace, today=local_today(request))
    weekly = sum(row.posts_per_week for row in rows if row.is_now)
    return show(request, CadencesPage(cadences=rows, weekly=weekly, may_edit=request.may(May.EDIT_PLAN)))


@form_page
@requires(May.EDIT_PLAN)
def add_cadence(request: WorkspaceRequest) -> HttpResponse:
    """A new promise."""
    form = CadenceForm(request.POST or None, workspace=request.workspace, today=local_today(request))

    def add() -> None:
        services.add_cadence(workspace=request.workspace, by=request.actor, details=form.details)

    if request.method == "POST" and attempt(form, add):
        tell(request, _("Promised."))
        return redirect(plan_url(request, "cadences"))
    return show(request, CadenceFormPage(form=form), status=422 if form.is_bound else 200)


@form_page
@requires(May.EDIT_PLAN)
def edit_cadence(request: WorkspaceRequest, cadence: int) -> HttpResponse:
    """Change a promise."""
    found, today = _cadence(request, cadence), local_today(request)
    form = CadenceForm(request.POST or None, workspace=request.workspace, today=today, row=found)

    def change() -> None:
        services.change_cadence(cadence=found, by=request.actor, details=form.details)

    if request.method == "POST" and attempt(form, change):
        tell(request, _("The posting frequency is changed."))
        return redirect(plan_url(request, "cadences"))
    page = CadenceFormPage(form=form, cadence=found)
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.EDIT_PLAN)
def remove_cadence(request: WorkspaceRequest, cadence: int) -> HttpResponse:
    """Take the promise back; it can be undone."""
    services.remove_cadence(cadence=_cadence(request, cadence), by=request.actor, now=utc_now())
    undo = plan_url(request, "restore_cadence", cadence=cadence)
    tell(request, _("The promise is taken back."), undo=undo)
    return redirect(plan_url(request, "cadences"))


@require_POST
@requires(May.EDIT_PLAN)
def restore_cadence(request: WorkspaceRequest, cadence: int) -> HttpResponse:
    """Make a promise again that was taken back."""
    gone = find_cadence(request.workspace, cadence, removed=True)
    if gone is None:
        raise Http404
    try:
        services.restore_cadence(cadence=gone, by=request.actor)
    except PlanError as wrong:
        warn(request, wrong.message)
    else:
        tell(request, _("Promised again."))
    return redirect(plan_url(request, "cadences"))


def _resource(request: WorkspaceRequest, resource_id: int) -> Resource:
    found = find_resource(request.workspace, resource_id)
    if found is None:
        raise Http404
    return found


def _cadence(request: WorkspaceRequest, cadence_id: int) -> Cadence:
    found = find_cadence(request.workspace, cadence_id)
    if found is None:
        raise Http404
    return found
