"""When the department is there."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell
from lyhord.organisation import services
from lyhord.organisation.forms.hours import SpecialDayForm
from lyhord.organisation.forms.week import WeekForm, copied, week_attempt
from lyhord.organisation.hours_picture import DayPicture, week_picture
from lyhord.organisation.models import ClosedDay
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.organisation.selectors import (
    OpenState,
    SpecialDay,
    find,
    open_state,
    opening_hours_of,
    special_days,
    week_of,
)


@dataclass(frozen=True, kw_only=True)
class HoursPage(Page):
    """The week, whether we are there now, and the days that differ."""

    template: ClassVar[str] = "organisation/hours.html"
    week: tuple[DayPicture, ...]
    open_state: OpenState
    special_days: tuple[SpecialDay, ...]
    day_form: SpecialDayForm
    may_edit: bool
    tab: str = "hours"


@dataclass(frozen=True, kw_only=True)
class WeekPage(Page):
    """The week as seven lines of text, each with its picture."""

    template: ClassVar[str] = "organisation/hours_edit.html"
    form: WeekForm
    tab: str = "hours"


@requires(May.SEE_DEPARTMENT)
@require_safe
def hours(request: WorkspaceRequest) -> HttpResponse:
    """When the department is there."""
    return _hours_page(request, SpecialDayForm())


@requires(May.EDIT_DEPARTMENT)
@require_http_methods(["GET", "POST"])
def hours_edit(request: WorkspaceRequest) -> HttpResponse:
    """Change the week. ``copy``: put one day's line on the others, without saving; ``look``: only draw."""
    form = WeekForm(request.POST or None, week_of(request.workspace))
    if "copy" in request.POST:
        return show(request, WeekPage(form=WeekForm(copied(request.POST))), part="week")
    if "look" in request.POST:
        return show(request, WeekPage(form=form), part="week")
    if week_attempt(form, request.workspace, by=request.actor):
        tell(request, _("The opening hours are saved."))
        return redirect("organisation:hours", workspace=request.workspace.slug)
    return show(request, WeekPage(form=form), status=422 if form.is_bound else 200)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def special_day_add(request: WorkspaceRequest) -> HttpResponse:
    """A day off of our own, or a holiday on which we work."""
    form = SpecialDayForm(request.POST)
    if not form.is_valid():
        return _hours_page(request, form)
    services.add_closed_day(
        request.workspace,
        by=request.actor,
        day=form.cleaned_data["day"],
        name=form.cleaned_data["name"],
        is_open=bool(form.cleaned_data["is_open"]),
    )
    tell(request, _("Saved."))
    return redirect("organisation:hours", workspace=request.workspace.slug)


@requires(May.EDIT_DEPARTMENT)
@require_POST
def special_day_remove(request: WorkspaceRequest, day: int) -> HttpResponse:
    """The day is as the calendar has it."""
    services.remove_closed_day(find(ClosedDay, day, workspace=request.workspace), by=request.actor)
    tell(request, _("Saved."))
    return redirect("organisation:hours", workspace=request.workspace.slug)


def _hours_page(request: WorkspaceRequest, form: SpecialDayForm) -> HttpResponse:
    value = opening_hours_of(request.workspace)
    page = HoursPage(
        week=week_picture(value.periods),
        open_state=open_state(value, now=utc_now()),
        special_days=special_days(request.workspace, today=local_today(request)),
        day_form=form,
        may_edit=request.may(May.EDIT_DEPARTMENT),
    )
    return show(request, page, status=422 if form.is_bound else 200)
