"""The audit trail: who, what, when, where."""

import csv
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.common.pages import Page, show
from lyhord.organisation.audit_table import audit_table
from lyhord.organisation.forms.audit import AuditForm
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.selectors import AuditLine, audit_page, audit_people, audit_rows


@dataclass(frozen=True, kw_only=True)
class AuditTrailPage(Page):
    """Lines, filters, and the addresses of the older ones, the newest and the file."""

    template: ClassVar[str] = "organisation/audit.html"
    lines: tuple[AuditLine, ...]
    form: AuditForm
    next_url: str
    first_url: str
    csv_url: str
    tab: str = "audit"


@requires(May.READ_AUDIT)
@require_safe
def audit_trail(request: WorkspaceRequest) -> HttpResponse:
    """The lines, the newest first."""
    form = AuditForm(request.GET, audit_people(request.workspace))
    wanted = form.wanted()
    before = form.cleaned_data.get("before")
    found = audit_page(request.workspace, wanted, before=before)
    page = AuditTrailPage(
        lines=found.lines,
        form=form,
        next_url=_address(request, before=found.next_before) if found.next_before else "",
        first_url=_address(request) if before else "",
        csv_url=_address(request, path="csv/"),
    )
    return show(request, page, part="lines")


@requires(May.READ_AUDIT)
@require_safe
def audit_csv(request: WorkspaceRequest) -> HttpResponse:
    """The lines as a file for a spreadsheet, the oldest first."""
    wanted = AuditForm(request.GET, audit_people(request.workspace)).wanted()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    response.write("\ufeff")  # or Excel takes it for Latin-1
    csv.writer(response).writerows(audit_table(audit_rows(request.workspace, wanted)))
    return response


def _address(request: WorkspaceRequest, *, before: int | None = None, path: str = "") -> str:
    query = request.GET.copy()
    query.pop("before", None)
    if before is not None:
        query["before"] = str(before)
    return f"{path or request.path}?{query.urlencode()}"
