"""Inviting people, and joining by an invitation."""

from dataclasses import dataclass
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.attempts import attempt
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation import services
from lyhord.organisation.addresses import caller_address
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.forms.people import InviteForm, JoinForm
from lyhord.organisation.models import Invitation, Member, Seat
from lyhord.organisation.permissions import May, anyone, requires, signed_in
from lyhord.organisation.requests import SignedInRequest, WorkspaceRequest
from lyhord.organisation.selectors import Door, door_of, find


@dataclass(frozen=True, kw_only=True)
class InvitePage(Page):
    """Whom to invite, as what; ``seat`` when it is for a vacant one."""

    template: ClassVar[str] = "organisation/invite.html"
    form: InviteForm
    seat: Seat | None
    mail_is_set_up: bool
    tab: str = "people"


@dataclass(frozen=True, kw_only=True)
class InvitationPage(Page):
    """A fresh invitation. ``link`` is shown here and nowhere else."""

    template: ClassVar[str] = "organisation/invitation_made.html"
    invitation: Invitation
    link: str
    tab: str = "people"


@dataclass(frozen=True, kw_only=True)
class JoinPage(Page):
    """What somebody with a link sees: the company, and the one way in that fits them."""

    template: ClassVar[str] = "organisation/join.html"
    door: Door
    form: JoinForm
    token: str


@dataclass(frozen=True, kw_only=True)
class DeadLinkPage(Page):
    """A link that opens nothing, and why."""

    template: ClassVar[str] = "organisation/dead_link.html"
    why: str


@requires(May.INVITE_PEOPLE)
@require_http_methods(["GET", "POST"])
def invite(request: WorkspaceRequest) -> HttpResponse:
    """Invite somebody; ``?seat=`` names the vacant seat it is for."""
    seat = _asked_seat(request)
    form = InviteForm.to_fill(request.workspace, seat, request.POST or None)
    made: list[Invitation] = []

    def make() -> None:
        said: dict[str, Any] = form.cleaned_data
        made.append(services.invite(request.workspace, by=request.actor, seat=seat, now=utc_now(), **said))

    if attempt(form, make):
        return _made(request, made[0])
    page = InvitePage(form=form, seat=seat, mail_is_set_up=settings.MAIL_IS_SET_UP)
    return show(request, page, status=422 if form.is_bound else 200)


@requires(May.INVITE_PEOPLE)
@require_POST
def invitation_renew(request: WorkspaceRequest, invitation: int) -> HttpResponse:
    """A new link; the old one dies."""
    row = find(Invitation, invitation, workspace=request.workspace)
    try:
        return _made(request, services.renew_invitation(row, by=request.actor, now=utc_now()))
    except OrganisationError as error:
        warn(request, error.message)
        return redirect("organisation:people", workspace=request.workspace.slug)


@requires(May.INVITE_PEOPLE)
@require_POST
def invitation_withdraw(request: WorkspaceRequest, invitation: int) -> HttpResponse:
    """The link opens nothing any more."""
    row = find(Invitation, invitation, workspace=request.workspace)
    services.withdraw_invitation(row, by=request.actor, now=utc_now())
    tell(request, _("The invitation is withdrawn."))
    return redirect("organisation:people", workspace=request.workspace.slug)


@anyone
@never_cache
@require_safe
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link: the way in that fits who asks."""
    try:
        invitation = services.read_invitation(token, now=utc_now())
    except OrganisationError as error:
        return _dead(request, error)
    return show(request, JoinPage(door=door_of(invitation, request.user), form=JoinForm(), token=token))


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_POST
def join_as_new(request: HttpRequest, token: str) -> HttpResponse:
    """Open the invited address's account, sign in to it and join."""
    form, joined = JoinForm(request.POST), list[Member]()
    try:
        invitation = services.read_invitation(token, now=utc_now())
    except OrganisationError as error:
        return _dead(request, error)

    def join() -> None:
        said = {**form.cleaned_data, "language": get_language(), "where": caller_address(request)}
        joined.append(services.join_with_new_account(invitation, now=utc_now(), **said))

    if not attempt(form, join):
        page = JoinPage(door=door_of(invitation, request.user), form=form, token=token)
        return show(request, page, status=422)
    get_adapter(request).login(request, joined[0].user)
    return _welcome(request, invitation)


@signed_in
@require_POST
def join_as_oneself(request: SignedInRequest, token: str) -> HttpResponse:
    """Join with the account one is signed in to, if it is the invited one."""
    try:
        invitation = services.read_invitation(token, now=utc_now())
        services.accept_invitation(
            invitation, user=request.user, now=utc_now(), where=caller_address(request)
        )
    except OrganisationError as error:
        return _dead(request, error)
    request.session.cycle_key()
    return _welcome(request, invitation)


def _asked_seat(request: WorkspaceRequest) -> Seat | None:
    asked = request.GET.get("seat", "")
    return find(Seat, int(asked), workspace=request.workspace) if asked.isdecimal() else None


def _made(request: WorkspaceRequest, invitation: Invitation) -> HttpResponse:
    """The one page that shows the link; with mail set up only that it is on its way."""
    link = "" if settings.MAIL_IS_SET_UP else services.invitation_link(invitation)
    return show(request, InvitationPage(invitation=invitation, link=link))


def _dead(request: HttpRequest, error: OrganisationError) -> HttpResponse:
    return show(request, DeadLinkPage(why=str(error.message)), status=410)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    tell(request, _("Welcome to %(name)s.") % {"name": invitation.workspace})
    return redirect(settings.LOGIN_REDIRECT_URL)
