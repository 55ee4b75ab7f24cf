"""The department: its positions by unit, and the table of permissions."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.permissions_table import PermissionTable, permission_table
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.organisation.selectors import OpenState, UnitCard, department_chart, open_state, opening_hours_of


@dataclass(frozen=True, kw_only=True)
class DepartmentPage(Page):
    """Who is there, as what."""

    template: ClassVar[str] = "organisation/department.html"
    cards: tuple[UnitCard, ...]
    vacant: int
    open_state: OpenState
    may_edit: bool
    may_invite: bool
    tab: str = "positions"


@requires(May.SEE_DEPARTMENT)
@require_safe
def department(request: WorkspaceRequest) -> HttpResponse:
    """Units and the seats in them."""
    now = utc_now()
    cards = department_chart(request.workspace, today=local_today(request), now=now)
    page = DepartmentPage(
        cards=cards,
        vacant=sum(seat.holder_id is None for card in cards for seat in card.seats),
        open_state=open_state(opening_hours_of(request.workspace), now=now),
        may_edit=request.may(May.EDIT_DEPARTMENT),
        may_invite=request.may(May.INVITE_PEOPLE),
    )
    return show(request, page)


@dataclass(frozen=True, kw_only=True)
class PermissionsPage(Page):
    """Who may do what."""

    template: ClassVar[str] = "organisation/permissions.html"
    table: PermissionTable
    tab: str = "permissions"


@requires(May.SEE_DEPARTMENT)
@require_safe
def permissions(request: WorkspaceRequest) -> HttpResponse:
    """The whole table, with the reader's own positions marked."""
    return show(request, PermissionsPage(table=permission_table(request.positions)))
