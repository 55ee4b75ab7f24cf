"""What the pages of monitors show, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyhord.common.charts import Chart, Series, columns, spark
from lyhord.common.drawing import as_text
from lyhord.common.pages import Page
from lyhord.common.templatetags.ui import day
from lyhord.listening.drafts import Draft
from lyhord.listening.forms.monitors import DraftForm, MonitorForm
from lyhord.listening.remarks import Fault
from lyhord.listening.selectors import (
    BackFillProgress,
    DayHits,
    MentionRow,
    MonitorDetail,
    MonitorRow,
    Preview,
    QueryCost,
    Split,
    VersionRow,
)
from lyhord.listening.templatetags.foreign import network_name
from lyhord.notices.selectors import LiveLine
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.rules import Function

MONITORS = 100  # shown at once: a thousand were 1.6 MB and a second
_COLOURS = 5  # networks with a colour of their own; the rest together have the sixth


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorLine:
    """A monitor in the list, with its last week drawn."""

    row: MonitorRow
    functions: tuple[str, ...]
    week: SafeString


@dataclass(frozen=True, kw_only=True)
class MonitorsPage(Page):
    """Monitors that listen, or those that are stopped. ``more_url``: where the next ones are."""

    template: ClassVar[str] = "listening/monitors.html"
    lines: tuple[MonitorLine, ...]
    is_stopped: bool
    may_edit: bool
    new_url: str
    more_url: str


@dataclass(frozen=True, kw_only=True)
class MonitorPage(Page):
    """One monitor: what it found, where, and how it is worded."""

    template: ClassVar[str] = "listening/monitor.html"
    detail: MonitorDetail
    functions: tuple[str, ...]
    basis: str | Promise
    chart: Chart
    split: Split
    latest: tuple[MentionRow, ...]
    latest_here: str
    live: LiveLine
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class ProgressPage(Page):
    """How far the look at what was heard before has come."""

    template: ClassVar[str] = "listening/_progress.html"
    monitor_id: int
    back_fill: BackFillProgress | None
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class EditorPage(Page):
    """A monitor being written; a new one has no id. ``found``: what it would have found."""

    template: ClassVar[str] = "listening/editor.html"
    form: MonitorForm
    draft: Draft
    monitor_id: int | None
    monitor_name: str
    found: "Found | None"


@dataclass(frozen=True, kw_only=True)
class DraftPage(Page):
    """Form and text after a keystroke: the side that was not written in, and the remarks."""

    template: ClassVar[str] = "listening/_draft.html"
    form: DraftForm
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A preview as the page shows it; None when there is nothing to try, or the query is wrong.

    ``is_going_on``: the page asks for the rest by itself.
    """

    preview: Preview | None
    chart: Chart | None
    cost: QueryCost | None = None
    is_going_on: bool = False

    @property
    def percent(self) -> int:
        """How much was looked at; 100 only at the end."""
        return int(self.preview.part * 100) if self.preview else 0

    @property
    def share_percent(self) -> float:
        """Of the matcher's time; not more exact than it is known."""
        return round(self.cost.share * 100, 1) if self.cost else 0.0


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Page):
    """What a query would have found."""

    template: ClassVar[str] = "listening/_preview.html"
    found: Found


@dataclass(frozen=True, kw_only=True)
class VersionsPage(Page):
    """Every wording a monitor has had."""

    template: ClassVar[str] = "listening/versions.html"
    monitor: MonitorRow
    versions: tuple[VersionRow, ...]
    may_edit: bool
    fault: Fault | None = None


def monitors_page(request: WorkspaceRequest, rows: Sequence[MonitorRow], *, is_stopped: bool) -> MonitorsPage:
    """The first ``MONITORS`` of the rows; one more says that there are more."""
    shown, may_edit = rows[:MONITORS], request.may(May.EDIT_MONITORS)
    here = "?stopped&" if is_stopped else "?"
    return MonitorsPage(
        lines=tuple(map(monitor_line, shown)),
        is_stopped=is_stopped,
        may_edit=may_edit,
        new_url=reverse("listening:new_monitor", args=[request.workspace.slug]) if may_edit else "",
        more_url=f"{here}after={shown[-1].id}" if len(rows) > MONITORS else "",
    )


def monitor_line(row: MonitorRow) -> MonitorLine:
    """A monitor with its last seven days as a line; what the line says is said in words too."""
    said = ngettext("%(n)s mention in 7 days", "%(n)s mentions in 7 days", row.hits_7_days)
    title = said % {"n": as_text(row.hits_7_days)} + ": " + ", ".join(as_text(number) for number in row.days)
    return MonitorLine(row=row, functions=function_names(row.functions), week=spark(row.days, title))


def function_names(keys: Sequence[str]) -> tuple[str, ...]:
    """The functions as people call them."""
    return tuple(str(Function(key).label) for key in keys)


def found_of(preview: Preview, cost: QueryCost | None, *, is_going_on: bool) -> Found:
    """A preview with its chart."""
    return Found(
        preview=preview,
        chart=hits_chart(preview.per_day) if len(preview.per_day) > 1 else None,
        cost=cost,
        is_going_on=is_going_on,
    )


def hits_chart(days: Sequence[DayHits]) -> Chart:
    """Hits of each day as columns."""
    series = [Series(gettext_lazy("Hits"), "s-1", [each.hits for each in days])]
    return columns(_("Hits a day"), _("Day"), [day(each.day) for each in days], series)


def split_chart(split: Split, *, today: date) -> Chart:
    """Mentions of each day by network; the networks with few mentions together."""
    named = list(split.by_network.items())
    series = [
        Series(network_name(network), f"s-{number}", numbers)
        for number, (network, numbers) in enumerate(named[:_COLOURS], 1)
    ]
    if rest := [numbers for _network, numbers in named[_COLOURS:]]:
        series.append(Series(_("Other networks"), "s-6", [sum(values) for values in zip(*rest, strict=True)]))
    series = series or [Series(_("Mentions"), "s-1", [0] * len(split.days))]
    labels = [day(each) for each in split.days]
    return columns(_("Mentions a day"), _("Day"), labels, series, is_open=split.days[-1] == today)
