"""The first page, and the doors it opens."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from lyhord.common.errors import LyhordError
from lyhord.common.pages import Page, show
from lyhord.desk.forms import BeginForm
from lyhord.desk.rules.countries import country_of
from lyhord.desk.selectors.front import is_fresh, sample_is_there
from lyhord.desk.services.beginning import WrongSetupCode, begin
from lyhord.organisation.addresses import caller_address
from lyhord.organisation.models import User, Workspace
from lyhord.organisation.permissions import anyone
from lyhord.organisation.selectors import workspaces_of
from lyhord.organisation.services.people import WeakPasswordError

_BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@dataclass(frozen=True, kw_only=True)
class FirstPage(Page):
    """A fresh installation: found your own department, or look around."""

    template: ClassVar[str] = "desk/first.html"
    form: BeginForm
    may_look_around: bool
    sample_is_there: bool
    is_local: bool


@dataclass(frozen=True, kw_only=True)
class DoorsPage(Page):
    """Somebody with several workspaces, or none."""

    template: ClassVar[str] = "desk/doors.html"
    workspaces: list[Workspace]


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody arrives."""
    if isinstance(request.user, User):
        return _own_door(request, request.user)
    if is_fresh():
        return show(request, _first_page(BeginForm()))
    return redirect("account_login")


@anyone
@sensitive_post_parameters("password", "setup_code")
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """Make the first account and its company, and open the guide."""
    if not is_fresh():
        raise Http404
    form = BeginForm(request.POST)
    workspace = _begin(request, form) if form.is_valid() else None
    if workspace is None:
        return show(request, _first_page(form), status=422)
    login(request, User.objects.get(memberships__workspace=workspace), backend=_BACKEND)
    return redirect("desk:founding", workspace=workspace.slug)


def _own_door(request: HttpRequest, user: User) -> HttpResponse:
    workspaces = workspaces_of(user)
    if len(workspaces) == 1:
        return redirect("desk:today", workspace=workspaces[0].slug)
    return show(request, DoorsPage(workspaces=workspaces))


def _first_page(form: BeginForm) -> FirstPage:
    local = bool(settings.BOUND_TO_LOOPBACK)
    return FirstPage(form=form, may_look_around=local, sample_is_there=sample_is_there(), is_local=local)


def _begin(request: HttpRequest, form: BeginForm) -> Workspace | None:
    language = request.LANGUAGE_CODE
    try:
        return begin(
            **form.details,
            language=language,
            country=country_of(request.headers.get("Accept-Language", "")),
            where=caller_address(request),
        )
    except WeakPasswordError as wrong:
        form.add_error("password", str(wrong.message))
    except WrongSetupCode as wrong:
        form.add_error("setup_code", str(wrong.message))
    except LyhordError as wrong:
        form.add_error(None, str(wrong.message))
    return None
