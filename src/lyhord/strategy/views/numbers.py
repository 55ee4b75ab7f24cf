"""Pages of numbers: the register, what was written down, and writing more of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import ClassVar

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.common.toasts import tell, warn
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest, local_today
from lyhord.strategy import selectors, services
from lyhord.strategy.forms.numbers import KpiForm, MeasurementForm, SheetForm
from lyhord.strategy.models import Kpi
from lyhord.strategy.rules import StrategyError
from lyhord.strategy.rules.measures import Kind
from lyhord.strategy.rules.sheets import Sheet
from lyhord.strategy.selectors.registers import (
    KpiRow,
    MeasurementRow,
    every_measurement,
    find_measurement,
    kpi_row,
    kpi_rows,
    newest_measurements,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class KpisPage(Page):
    """The register."""

    template: ClassVar[str] = "strategy/numbers/register.html"
    kpis: tuple[KpiRow, ...]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class KpiPage(Page):
    """One number, and what was written down of it."""

    template: ClassVar[str] = "strategy/numbers/kpi.html"
    kpi: KpiRow
    rows: tuple[MeasurementRow, ...]
    may_edit: bool
    may_write: bool


@dataclass(frozen=True, kw_only=True)
class KpiFormPage(Page):
    """A number of one's own, or changing one."""

    template: ClassVar[str] = "strategy/numbers/kpi_form.html"
    form: KpiForm
    kpi: KpiRow | None = None
    others: tuple[KpiRow, ...]


@dataclass(frozen=True, kw_only=True)
class WritePage(Page):
    """Writing one number down."""

    template: ClassVar[str] = "strategy/numbers/write.html"
    form: MeasurementForm
    kpi: KpiRow


@dataclass(frozen=True, kw_only=True)
class SheetPage(Page):
    """Taking numbers from a file."""

    template: ClassVar[str] = "strategy/numbers/sheet.html"
    form: SheetForm
    kpi: KpiRow
    sheet: Sheet


@require_safe
@requires(May.SEE_STRATEGY)
def kpis(request: WorkspaceRequest) -> HttpResponse:
    """All numbers that are followed here."""
    rows = kpi_rows(request.workspace)
    return show(request, KpisPage(kpis=rows, may_edit=request.may(May.EDIT_STRATEGY)))


@require_safe
@requires(May.SEE_STRATEGY)
def kpi(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """One of them."""
    found = _kpi(request, kpi)
    may_write = request.may(May.WRITE_NUMBERS) and found.kind != Kind.FORMULA
    page = KpiPage(
        kpi=kpi_row(found),
        rows=newest_measurements(found),
        may_edit=request.may(May.EDIT_STRATEGY),
        may_write=may_write,
    )
    return show(request, page)


@form_page
@requires(May.EDIT_STRATEGY)
def add_kpi(request: WorkspaceRequest) -> HttpResponse:
    """A number of one's own."""
    form = KpiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_kpi(workspace=request.workspace, by=request.actor, details=form.details)
        except StrategyError as wrong:
            form.add_error(_field_of(wrong), str(wrong.message))
        else:
            tell(request, _("The number is there. Now somebody can write it down, or a goal follow it."))
            return redirect(_url(request, made.pk))
    page = KpiFormPage(form=form, others=kpi_rows(request.workspace))
    return show(request, page, status=422 if form.is_bound else 200)


@form_page
@requires(May.EDIT_STRATEGY)
def edit_kpi(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """Change what it is called, or how it is counted."""
    found = _kpi(request, kpi)
    form = KpiForm(request.POST or None, kpi=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_kpi(kpi=found, by=request.actor, details=form.details)
        except StrategyError as wrong:
            form.add_error(_field_of(wrong), str(wrong.message))
        else:
            tell(request, _("The number is changed."))
            return redirect(_url(request, kpi))
    page = KpiFormPage(form=form, kpi=kpi_row(found), others=kpi_rows(request.workspace))
    return show(request, page, status=422 if form.is_bound else 200)


@require_POST
@requires(May.EDIT_STRATEGY)
def remove_kpi(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """Take a number away that nothing follows; it can be undone."""
    found = _kpi(request, kpi)
    try:
        services.remove_kpi(kpi=found, by=request.actor, now=utc_now())
    except StrategyError as wrong:
        warn(request, wrong.message)
        return redirect(_url(request, kpi))
    tell(request, _("The number is removed."), undo=_url(request, kpi, "restore_kpi"))
    return redirect("strategy:kpis", workspace=request.workspace.slug)


@require_POST
@requires(May.EDIT_STRATEGY)
def restore_kpi(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """Bring a removed number back."""
    services.restore_kpi(kpi=_kpi(request, kpi, removed=True), by=request.actor)
    tell(request, _("The number is back."))
    return redirect(_url(request, kpi))


@form_page
@requires(May.WRITE_NUMBERS)
def write_number(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """Write down what was counted on a day."""
    found = _counted(request, kpi)
    form = MeasurementForm(request.POST or None, kpi=found, today=local_today(request))
    if request.method == "POST" and form.is_valid():
        services.record_measurements(kpi=found, by=request.actor, readings=[form.reading], now=utc_now())
        tell(request, _("The number is written down."))
        return redirect(_url(request, kpi))
    return show(request, WritePage(form=form, kpi=kpi_row(found)), status=422 if form.is_bound else 200)


@form_page
@requires(May.WRITE_NUMBERS)
def import_numbers(request: WorkspaceRequest, kpi: int) -> HttpResponse:
    """Take numbers from a file."""
    found = _counted(request, kpi)
    sent = request.method == "POST"
    form = SheetForm(
        request.POST if sent else None, request.FILES if sent else None, today=local_today(request)
    )
    if sent and form.is_valid():
        done = services.record_measurements(
            kpi=found, by=request.actor, readings=form.readings, now=utc_now()
        )
        tell(request, _told(done, form.sheet.wrong))
        return redirect(_url(request, kpi))
    page = SheetPage(form=form, kpi=kpi_row(found), sheet=form.sheet)
    return show(request, page, status=422 if form.is_bound else 200)


@require_safe
@requires(May.SEE_STRATEGY)
def export_numbers(request: WorkspaceRequest, kpi: int) -> StreamingHttpResponse:
    """All numbers as a file that can be read back in."""
    found = _kpi(request, kpi)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.key}.csv"'
    return response


@require_POST
@requires(May.WRITE_NUMBERS)
def remove_measurement(request: WorkspaceRequest, measurement: int) -> HttpResponse:
    """Take one away that should never have been there."""
    found = find_measurement(request.workspace, measurement)
    if found is None:
        raise Http404
    services.remove_measurement(measurement=found, by=request.actor, now=utc_now())
    tell(request, _("The number of that day is gone."))
    return redirect(_url(request, found.kpi_id))


def _lines(kpi: Kpi) -> Iterator[str]:
    """The file in pieces; the mark at its beginning tells spreadsheets that it is UTF-8."""
    yield "\ufeffdate;number;of;source;note\r\n"
    rows = every_measurement(kpi)
    while some := list(islice(rows, 500)):
        text = StringIO()
        csv.writer(text, delimiter=";").writerows([_harmless(cell) for cell in row] for row in some)
        yield text.getvalue()


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is made a text; numbers stay."""
    is_text = isinstance(cell, str) and cell[:1] in {"=", "+", "@", "\t", "\r"}
    return f"'{cell}" if is_text else cell


def _told(done: services.Recorded, wrong: int) -> str:
    said = ngettext("%(n)s new number", "%(n)s new numbers", done.new) % {"n": done.new}
    if done.corrected:
        said += ", " + ngettext("%(n)s corrected", "%(n)s corrected", done.corrected) % {"n": done.corrected}
    if done.same:
        said += ", " + _("%(n)s known before") % {"n": done.same}
    if wrong:
        said += ", " + ngettext("%(n)s row left out", "%(n)s rows left out", wrong) % {"n": wrong}
    return said + "."


def _field_of(wrong: StrategyError) -> str:
    return "name" if isinstance(wrong, services.KpiTaken) else "formula"


def _kpi(request: WorkspaceRequest, kpi_id: int, *, removed: bool = False) -> Kpi:
    found = selectors.find_kpi(request.workspace, kpi_id)
    if found is None or (found.removed_at is not None) != removed:
        raise Http404
    return found


def _counted(request: WorkspaceRequest, kpi_id: int) -> Kpi:
    """One that can be written down; a formula cannot."""
    found = _kpi(request, kpi_id)
    if found.kind == Kind.FORMULA:
        raise Http404
    return found


def _url(request: WorkspaceRequest, kpi_id: int, view: str = "kpi") -> str:
    return reverse(f"strategy:{view}", kwargs={"workspace": request.workspace.slug, "kpi": kpi_id})
