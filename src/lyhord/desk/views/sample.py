"""The sample company: in, around, out again, and away."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.desk import demo
from lyhord.desk.selectors.front import is_fresh
from lyhord.desk.services.sample import go_in
from lyhord.organisation.permissions import May, anyone, requires, signed_in
from lyhord.organisation.requests import SignedInRequest, WorkspaceRequest
from lyhord.organisation.selectors import people
from lyhord.organisation.selectors.people import PersonRow

_BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@dataclass(frozen=True, kw_only=True)
class SamplePage(Page):
    """What the sample company is, whom one can be there, and the ways out."""

    template: ClassVar[str] = "desk/sample.html"
    people: tuple[PersonRow, ...]
    may_sign_in: bool
    may_remove: bool
    is_fresh: bool


@anyone
@require_POST
def look_around(request: HttpRequest) -> HttpResponse:
    """Fill the sample company and go in as its head. Only on this machine, while nobody has an account."""
    if not (settings.BOUND_TO_LOOPBACK and is_fresh()):
        raise Http404
    head = go_in(language=request.LANGUAGE_CODE, now=utc_now())
    if head is None:
        raise Http404
    login(request, head, backend=_BACKEND)
    return redirect("desk:home")


@requires(May.SEE_STRATEGY)
@require_safe
def sample(request: WorkspaceRequest) -> HttpResponse:
    """About the sample company; of any other workspace there is no such page."""
    if not request.workspace.is_demo:
        raise Http404
    page = SamplePage(
        people=people(request.workspace, today=timezone.localdate()),
        may_sign_in=bool(settings.BOUND_TO_LOOPBACK),
        may_remove=May.EDIT_DEPARTMENT in request.granted,
        is_fresh=is_fresh(),
    )
    return show(request, page)


@signed_in
@require_POST
def leave_sample(request: SignedInRequest) -> HttpResponse:
    """Out of the sample company, back to the first page."""
    logout(request)
    return redirect("desk:home")


@requires(May.EDIT_DEPARTMENT)
@require_POST
def remove_sample(request: WorkspaceRequest) -> HttpResponse:
    """Take the sample company away with everything in it. Any other company is not touched."""
    if not request.workspace.is_demo:
        raise Http404
    logout(request)
    demo.remove()
    return redirect("desk:home")
