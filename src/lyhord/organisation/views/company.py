"""The company's details."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lyhord.common.attempts import attempt
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.company import CompanyForm
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest


@dataclass(frozen=True, kw_only=True)
class CompanyPage(Page):
    """Name, country, time zone, language."""

    template: ClassVar[str] = "organisation/company.html"
    form: CompanyForm
    tab: str = "company"


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def company(request: WorkspaceRequest) -> HttpResponse:
    """Change them."""
    form = CompanyForm.of(request.workspace, request.POST or None)
    if attempt(
        form, lambda: services.change_workspace(request.workspace, by=request.actor, **form.cleaned_data)
    ):
        tell(request, _("Saved."))
        return redirect("organisation:settings", workspace=request.workspace.slug)
    return show(request, CompanyPage(form=form), status=422 if form.is_bound else 200)
