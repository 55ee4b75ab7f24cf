"""Positions: what they are, who holds them, who stands in."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lyhord.common.attempts import attempt
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation import services
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.forms.seats import CoverForm, HolderForm, SeatForm
from lyhord.organisation.models import Cover, Seat
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.organisation.selectors import CoverRow, covers_of, find


@dataclass(frozen=True, kw_only=True)
class NewSeatPage(Page):
    """A new position."""

    template: ClassVar[str] = "organisation/seat_new.html"
    form: SeatForm
    tab: str = "positions"


@dataclass(frozen=True, kw_only=True)
class SeatPage(Page):
    """One position with everything that can be said of it."""

    template: ClassVar[str] = "organisation/seat.html"
    seat: Seat
    position: str
    form: SeatForm
    holder_form: HolderForm
    cover_form: CoverForm
    covers: tuple[CoverRow, ...]
    may_invite: bool
    tab: str = "positions"


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def seat_new(request: WorkspaceRequest) -> HttpResponse:
    """Add a position, vacant; then choose who holds it."""
    form = SeatForm(request.workspace, request.POST or None, initial={"hours_per_week": 40})
    added: list[Seat] = []

    def add() -> None:
        added.append(services.add_seat(request.workspace, by=request.actor, **form.cleaned_data))

    if attempt(form, add):
        tell(request, _("The position is there. Who holds it?"))
        return _to_seat(request, added[0])
    return show(request, NewSeatPage(form=form), status=422 if form.is_bound else 200)


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def seat_edit(request: WorkspaceRequest, seat: int) -> HttpResponse:
    """What the position is."""
    row = find(Seat, seat, workspace=request.workspace)
    form = SeatForm.of(row, request.POST or None)
    if attempt(form, lambda: services.change_seat(row, by=request.actor, **form.cleaned_data)):
        tell(request, _("Saved."))
        return _to_seat(request, row)
    return _seat_page(request, find(Seat, seat, workspace=request.workspace), form=form)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def seat_holder(request: WorkspaceRequest, seat: int) -> HttpResponse:
    """Who holds it, or nobody."""
    row = find(Seat, seat, workspace=request.workspace)
    form = HolderForm(request.workspace, request.POST)
    if attempt(form, lambda: services.seat_person(row, by=request.actor, holder=form.cleaned_data["holder"])):
        tell(request, _("Saved."))
        return _to_seat(request, row)
    return _seat_page(request, find(Seat, seat, workspace=request.workspace), holder_form=form)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def seat_remove(request: WorkspaceRequest, seat: int) -> HttpResponse:
    """The position is no longer wanted."""
    try:
        services.remove_seat(find(Seat, seat, workspace=request.workspace), by=request.actor)
    except OrganisationError as error:
        warn(request, error.message)
        return redirect("organisation:seat", workspace=request.workspace.slug, seat=seat)
    tell(request, _("The position is gone."))
    return redirect("organisation:department", workspace=request.workspace.slug)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def cover_new(request: WorkspaceRequest, seat: int) -> HttpResponse:
    """Somebody stands in."""
    row = find(Seat, seat, workspace=request.workspace)
    form = CoverForm(row, request.POST, today=local_today(request))
    if attempt(form, lambda: services.set_cover(row, by=request.actor, **form.cleaned_data)):
        tell(request, _("Cover is arranged."))
        return _to_seat(request, row)
    return _seat_page(request, row, cover_form=form)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def cover_end(request: WorkspaceRequest, cover: int) -> HttpResponse:
    """The cover is no longer needed."""
    row = find(Cover, cover, seat__workspace=request.workspace)
    seat = row.seat
    services.end_cover(row, by=request.actor)
    tell(request, _("The cover is taken away."))
    return _to_seat(request, seat)


def _seat_page(
    request: WorkspaceRequest,
    seat: Seat,
    *,
    form: SeatForm | None = None,
    holder_form: HolderForm | None = None,
    cover_form: CoverForm | None = None,
) -> HttpResponse:
    """The page with the one form that was sent, its errors included, and the others as they are."""
    page = SeatPage(
        seat=seat,
        position=seat.get_position_display(),
        form=form or SeatForm.of(seat),
        holder_form=holder_form or HolderForm(request.workspace, initial={"holder": seat.holder_id}),
        cover_form=cover_form or CoverForm(seat, None, today=local_today(request)),
        covers=covers_of(seat, today=local_today(request)),
        may_invite=request.may(May.INVITE_PEOPLE),
    )
    return show(request, page, status=422 if request.method == "POST" else 200)


def _to_seat(request: WorkspaceRequest, seat: Seat) -> HttpResponse:
    return redirect("organisation:seat", workspace=request.workspace.slug, seat=seat.pk)
