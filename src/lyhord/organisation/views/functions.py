"""What the department is for."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.functions import FunctionForm
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import FunctionRow, functions_of, seats_to_answer


@dataclass(frozen=True, kw_only=True)
class FunctionsPage(Page):
    """The functions there are, and who answers for them."""

    template: ClassVar[str] = "organisation/functions.html"
    functions: tuple[FunctionRow, ...]
    may_edit: bool
    tab: str = "functions"


@dataclass(frozen=True, kw_only=True)
class FunctionsEditPage(Page):
    """All of them as forms."""

    template: ClassVar[str] = "organisation/functions_edit.html"
    forms: tuple[FunctionForm, ...]
    tab: str = "functions"


@requires(May.SEE_DEPARTMENT)
@require_safe
def functions(request: WorkspaceRequest) -> HttpResponse:
    """What the department is for."""
    rows = functions_of(request.workspace)
    return show(request, FunctionsPage(functions=rows, may_edit=request.may(May.EDIT_DEPARTMENT)))


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def functions_edit(request: WorkspaceRequest) -> HttpResponse:
    """Take functions on, give them up, say who answers."""
    seats = seats_to_answer(request.workspace)
    rows = functions_of(request.workspace)
    forms = tuple(FunctionForm(row, seats, request.POST or None) for row in rows)
    if not [form for form in forms if not form.is_valid()]:  # every form says what is wrong with it
        chosen = [choice for form in forms if (choice := form.choice())]
        services.set_functions(request.workspace, by=request.actor, chosen=chosen)
        tell(request, _("Saved."))
        return redirect("organisation:functions", workspace=request.workspace.slug)
    return show(request, FunctionsEditPage(forms=forms), status=422 if request.method == "POST" else 200)
