"""Pages of celebrations: cake."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy import services
from lyhord.strategy.forms.cakes import FikaForm
from lyhord.strategy.models import Celebration
from lyhord.strategy.plan_calendar import calendar_file
from lyhord.strategy.selectors.cakes import CakeRow, cake_row, cakes_of, find_cake
from lyhord.strategy.selectors.plan_feeds import CalendarEvent

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class CakesPage(Page):
    """Everything that was reached."""

    template: ClassVar[str] = "strategy/cakes/cakes.html"
    cakes: tuple[CakeRow, ...]


@dataclass(frozen=True, kw_only=True)
class CakePage(Page):
    """One celebration."""

    template: ClassVar[str] = "strategy/cakes/cake.html"
    cake: CakeRow
    may_plan: bool


@dataclass(frozen=True, kw_only=True)
class FikaPage(Page):
    """When and where there is cake."""

    template: ClassVar[str] = "strategy/cakes/fika.html"
    cake: CakeRow
    form: FikaForm


@require_safe
@requires(May.SEE_STRATEGY)
def cakes(request: WorkspaceRequest) -> HttpResponse:
    """Everything that was reached, the newest first."""
    return show(request, CakesPage(cakes=cakes_of(request.workspace, now=utc_now())))


@require_safe
@requires(May.SEE_STRATEGY)
def cake(request: WorkspaceRequest, celebration: int) -> HttpResponse:
    """One of them."""
    row = cake_row(_cake(request, celebration), now=utc_now())
    return show(request, CakePage(cake=row, may_plan=request.may(May.PLAN_FIKA)))


@form_page
@requires(May.PLAN_FIKA)
def plan_fika(request: WorkspaceRequest, celebration: int) -> HttpResponse:
    """Say when and where there is cake."""
    found = _cake(request, celebration)
    form = FikaForm(request.POST or None, cake=found, today=local_today(request))
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["place"]
        services.plan_fika(cake=found, by=request.actor, at=form.at, place=place)
        tell(request, _("The fika is planned."))
        return redirect(_url(request, celebration))
    page = FikaPage(cake=cake_row(found, now=utc_now()), form=form)
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.PLAN_FIKA)
def hold_fika(request: WorkspaceRequest, celebration: int) -> HttpResponse:
    """The cake was eaten; with ``undo`` in the address, not yet."""
    undo = "undo" in request.GET
    services.hold_fika(cake=_cake(request, celebration), by=request.actor, now=None if undo else utc_now())
    again = "" if undo else _url(request, celebration, "hold_fika") + "?undo"
    tell(request, _("Not yet, then.") if undo else _("Well deserved, all of you."), undo=again)
    return redirect(_url(request, celebration))


@require_safe
@requires(May.SEE_STRATEGY)
def fika_file(request: WorkspaceRequest, celebration: int) -> HttpResponse:
    """The fika as a file for any calendar."""
    found = _cake(request, celebration)
    if found.fika_at is None:
        raise Http404
    event = CalendarEvent(
        kind="cake",
        key=f"cake-{found.pk}",
        name=found.name,
        day=found.fika_at.date(),
        at=found.fika_at,
        place=found.place,
    )
    address = request.build_absolute_uri(_url(request, celebration))
    file = calendar_file(
        [event], name=found.name, host=request.get_host(), now=utc_now(), url=lambda _event: address
    )
    headers = {"Content-Disposition": 'attachment; filename="fika.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)


def _cake(request: WorkspaceRequest, celebration_id: int) -> Celebration:
    found = find_cake(request.workspace, celebration_id)
    if found is None:
        raise Http404
    return found


def _url(request: WorkspaceRequest, celebration_id: int, view: str = "cake") -> str:
    kwargs = {"workspace": request.workspace.slug, "celebration": celebration_id}
    return reverse(f"strategy:{view}", kwargs=kwargs)
