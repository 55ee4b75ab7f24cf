"""Parts of the company."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lyhord.common.attempts import attempt
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.company import UnitForm
from lyhord.organisation.models import Unit
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import find


@dataclass(frozen=True, kw_only=True)
class UnitPage(Page):
    """A unit's form; ``unit`` is empty for a new one."""

    template: ClassVar[str] = "organisation/unit.html"
    form: UnitForm
    unit: Unit | None = None
    tab: str = "positions"


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def unit_new(request: WorkspaceRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.POST or None)
    if attempt(form, lambda: services.add_unit(request.workspace, by=request.actor, **form.cleaned_data)):
        tell(request, _("The unit is there."))
        return redirect("organisation:department", workspace=request.workspace.slug)
    return show(request, UnitPage(form=form), status=422 if form.is_bound else 200)


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def unit_edit(request: WorkspaceRequest, unit: int) -> HttpResponse:
    """Rename a unit."""
    row = find(Unit, unit, workspace=request.workspace)
    form = UnitForm.of(row, request.POST or None)
    if attempt(form, lambda: services.rename_unit(row, by=request.actor, **form.cleaned_data)):
        tell(request, _("Saved."))
        return redirect("organisation:department", workspace=request.workspace.slug)
    return show(request, UnitPage(form=form, unit=row), status=422 if form.is_bound else 200)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def unit_remove(request: WorkspaceRequest, unit: int) -> HttpResponse:
    """Remove a unit; its people and positions stay."""
    services.remove_unit(find(Unit, unit, workspace=request.workspace), by=request.actor)
    tell(request, _("The unit is gone. Its people and positions are still here."))
    return redirect("organisation:department", workspace=request.workspace.slug)
