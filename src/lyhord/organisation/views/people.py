"""The people, one of them, and the end of their access."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation import services
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.forms.people import MemberUnitForm
from lyhord.organisation.models import Member
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.organisation.selectors import (
    AuditFilter,
    AuditLine,
    InvitationRow,
    PersonRow,
    audit_page,
    find,
    open_invitations,
    people,
    person,
)


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Everybody, and who is invited (for those who may invite)."""

    template: ClassVar[str] = "organisation/people.html"
    people: tuple[PersonRow, ...]
    invitations: tuple[InvitationRow, ...]
    may_invite: bool
    mail_is_set_up: bool
    tab: str = "people"


@dataclass(frozen=True, kw_only=True)
class PersonPage(Page):
    """One person; ``lines``: what they did lately, for those who may read the audit trail."""

    template: ClassVar[str] = "organisation/person.html"
    person: PersonRow
    user_id: int
    unit_form: MemberUnitForm
    lines: tuple[AuditLine, ...]
    may_edit: bool
    may_end: bool
    may_read_audit: bool
    is_me: bool
    tab: str = "people"


@requires(May.SEE_DEPARTMENT)
@require_safe
def people_list(request: WorkspaceRequest) -> HttpResponse:
    """Everybody in the department."""
    may_invite = request.may(May.INVITE_PEOPLE)
    page = PeoplePage(
        people=people(request.workspace, today=local_today(request)),
        invitations=open_invitations(request.workspace, now=utc_now()) if may_invite else (),
        may_invite=may_invite,
        mail_is_set_up=settings.MAIL_IS_SET_UP,
    )
    return show(request, page)


@requires(May.SEE_DEPARTMENT)
@require_safe
def person_page(request: WorkspaceRequest, member: int) -> HttpResponse:
    """One person."""
    found = person(request.workspace, member, today=local_today(request))
    if found is None:
        raise Http404
    user_id = find(Member, member, workspace=request.workspace).user_id
    may_read_audit = request.may(May.READ_AUDIT)
    wanted = AuditFilter(user_id=user_id)
    page = PersonPage(
        person=found,
        user_id=user_id,
        unit_form=MemberUnitForm(request.workspace, initial={"unit": found.unit_id}),
        lines=audit_page(request.workspace, wanted, limit=8).lines if may_read_audit else (),
        may_edit=request.may(May.EDIT_DEPARTMENT),
        may_end=request.may(May.INVITE_PEOPLE),
        may_read_audit=may_read_audit,
        is_me=request.member.pk == member,
    )
    return show(request, page)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def person_unit(request: WorkspaceRequest, member: int) -> HttpResponse:
    """The unit somebody belongs to."""
    row = find(Member, member, workspace=request.workspace)
    form = MemberUnitForm(request.workspace, request.POST)
    if form.is_valid():
        services.move_member(row, by=request.actor, unit=form.cleaned_data["unit"])
        tell(request, _("Saved."))
    return redirect("organisation:person", workspace=request.workspace.slug, member=member)


@requires(May.INVITE_PEOPLE)
@require_POST
def person_end(request: WorkspaceRequest, member: int) -> HttpResponse:
    """End somebody's access, now."""
    row = find(Member, member, workspace=request.workspace)
    try:
        services.end_membership(row, by=request.actor, now=utc_now())
    except OrganisationError as error:
        warn(request, error.message)
        return redirect("organisation:person", workspace=request.workspace.slug, member=member)
    tell(request, _("%(name)s has no access any more.") % {"name": row})
    return redirect("organisation:people", workspace=request.workspace.slug)
