"""What the mentions page shows, put together: tabs, rows, the open mention, or why there is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.common.pages import Page
from lyhord.listening import selectors
from lyhord.listening.forms.mentions import MentionFilterForm, SavedViewForm, Shown, filter_address
from lyhord.listening.remarks import Fault, fault_of
from lyhord.listening.selectors import MentionList, MentionRow, SavedViewRow, Why
from lyhord.listening.templatetags.foreign import host, web_url
from lyhord.notices.selectors import LiveLine, live_line
from lyhord.organisation.models import Workspace
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.organisation.rules import Function
from lyhord.percolator import QueryError

_VIEWS_COUNTED, _LINKS = 12, 10
_NO_ROWS = MentionList(rows=(), next_before=None, total=0, is_more=False, total_text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab above the list. ``key`` names its count; ``view`` is the saved view it stands for."""

    key: str
    label: str | Promise
    url: str
    is_current: bool
    count: str = ""
    view: SavedViewRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A filter that is set, and the address without it."""

    label: str
    without_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Why there are no rows, and what to do about it."""

    icon: str
    title: str | Promise
    text: str | Promise = ""
    kind: str = ""
    url: str = ""
    action: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One mention, read closely. ``here``: the query string of the list beside it."""

    row: MentionRow
    why: tuple[Why, ...]
    here: str
    may_work: bool

    @property
    def links(self) -> tuple[str, ...]:
        """The links in it that lead to the web, without the one to itself."""
        others = (link for link in self.row.links if link != self.row.url and web_url(link))
        return tuple(dict.fromkeys(others))[:_LINKS]

    @property
    def site(self) -> str:
        """What can be muted as a site: an article's own, else that of the first link."""
        own = self.row.url if self.row.type == "article" else ""
        return host(own or next(iter(self.links), ""))

    @property
    def functions(self) -> tuple[str, ...]:
        """Whom the monitors that found it serve."""
        return tuple(str(Function(each).label) for each in self.row.functions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """A row after a click; it leaves the list when it no longer belongs there."""

    row: MentionRow
    stays: bool


@dataclass(frozen=True, kw_only=True)
class DetailPage(Page):
    """The open mention alone, for the pane beside the list."""

    template: ClassVar[str] = "listening/_mention.html"
    detail: Detail


@dataclass(frozen=True, kw_only=True)
class RowsPage(Page):
    """Rows that have changed, each in its place."""

    template: ClassVar[str] = "listening/_changed_rows.html"
    rows: tuple[ChangedRow, ...]
    here: str
    may_work: bool


@dataclass(frozen=True, kw_only=True)
class CountsPage(Page):
    """How many mentions the tabs have: their keys and the numbers as text."""

    template: ClassVar[str] = "listening/_counts.html"
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class MentionsPage(Page):
    """The list, what it is filtered by, and the mention that is open.

    ``here``: the address's query string. ``fresh_url``: where new rows are fetched from (not on older pages).
    """

    template: ClassVar[str] = "listening/mentions.html"
    form: MentionFilterForm
    view_form: SavedViewForm
    fault: Fault | None
    tabs: tuple[Tab, ...]
    chosen: tuple[Chosen, ...]
    rows: tuple[MentionRow, ...]
    total_text: str
    is_more: bool
    here: str
    clear_url: str
    more_url: str
    first_url: str
    fresh_url: str
    export_url: str
    empty: Empty | None
    detail: Detail | None
    live: LiveLine
    may_work: bool


def mentions_page(
    request: WorkspaceRequest, asked: Mapping[str, Any], *, before: int | None, detail: Detail | None = None
) -> MentionsPage:
    """Everything about the list that ``asked`` (the address's query) wants."""
    workspace = request.workspace
    form = MentionFilterForm(asked, selectors.filter_choices(workspace))
    found, fault = _found(workspace, form, before)
    here = form.address()
    url = reverse("listening:mentions", kwargs={"workspace": workspace.slug})
    return MentionsPage(
        form=form,
        view_form=SavedViewForm(),
        fault=fault,
        tabs=_tabs(request, form, url),
        chosen=tuple(
            Chosen(label=text, without_url=url + form.address(**{name: None})) for name, text in form.chosen()
        ),
        rows=found.rows,
        total_text=found.total_text,
        is_more=found.is_more,
        here=here,
        clear_url=url + form.address(q=None, **dict.fromkeys(form.FILTERS)),
        more_url=f"{url}{form.address(before=found.next_before)}" if found.next_before else "",
        first_url=url + here if before else "",
        fresh_url="" if before or fault else url + here,
        export_url=reverse("listening:export", kwargs={"workspace": workspace.slug}) + here
        if request.may(May.EXPORT_MENTIONS)
        else "",
        empty=None if found.rows or fault else _why_empty(request, form, url),
        detail=detail,
        live=live_line(workspace),
        may_work=request.may(May.WORK_MENTIONS),
    )


def counts_page(request: WorkspaceRequest) -> CountsPage:
    """Unread mentions, and those of every saved view. Four queries a view."""
    views = selectors.saved_views(request.workspace, request.member)
    counted = ((_view_key(view), _count_of(request.workspace, view)) for view in views[:_VIEWS_COUNTED])
    return CountsPage(counts=((str(Shown.NEW), selectors.unread_count(request.workspace)), *counted))


def detail_of(request: WorkspaceRequest, row: MentionRow, *, here: str) -> Detail:
    """The mention with the reasons why it is here."""
    found = selectors.why(request.workspace, row.id) or ()
    return Detail(row=row, why=found, here=here, may_work=request.may(May.WORK_MENTIONS))


def _count_of(workspace: Workspace, view: SavedViewRow) -> str:
    try:
        return selectors.count_of(workspace, view.filters)
    except QueryError:  # a list that the view used is gone; opening it says so
        return "–"


def _view_key(view: SavedViewRow) -> str:
    return f"view-{view.id}"


def _found(
    workspace: Workspace, form: MentionFilterForm, before: int | None
) -> tuple[MentionList, Fault | None]:
    wanted = form.wanted()
    try:
        return selectors.mentions(workspace, wanted, before=before), None
    except QueryError as error:
        return _NO_ROWS, fault_of(error, wanted.query)


def _tabs(request: WorkspaceRequest, form: MentionFilterForm, url: str) -> tuple[Tab, ...]:
    views = selectors.saved_views(request.workspace, request.member)
    here = form.address()
    of_view = next((view for view in views if filter_address(view.filters) == here), None)
    shown = [Shown.NEW, Shown.ALL, Shown.DONE] + ([Shown.MUTED] if form.shown is Shown.MUTED else [])
    states = [
        Tab(
            key=state,
            label=state.label,
            url=url + form.address(state=state),
            is_current=of_view is None and state is form.shown,
            count=selectors.unread_count(request.workspace) if state is Shown.NEW else "",
        )
        for state in shown
    ]
    saved = [
        Tab(
            key=_view_key(view),
            label=view.name,
            url=url + filter_address(view.filters),
            is_current=view is of_view,
            view=view,
        )
        for view in views
    ]
    return (*states, *saved)


def _why_empty(request: WorkspaceRequest, form: MentionFilterForm, url: str) -> Empty:
    if form.cleaned_data.get("q") or form.chosen():
        return Empty(
            icon="search-x",
            title=_("Nothing matches"),
            text=_("No mention has all that you ask for. Take away a filter, or look among all mentions."),
            url=url + "?state=all",
            action=_("Show all mentions"),
        )
    if form.shown is Shown.NEW and selectors.newest_id(request.workspace):
        return Empty(
            icon="party-popper",
            title=_("All read"),
            text=_("Well done. New mentions appear here by themselves."),
            kind="done",
        )
    if form.shown in {Shown.NEW, Shown.ALL}:
        return _nothing_yet(request)
    title = _("Nothing is done yet") if form.shown is Shown.DONE else _("Nobody is muted")
    return Empty(icon="inbox", title=title)


def _nothing_yet(request: WorkspaceRequest) -> Empty:
    if selectors.filter_choices(request.workspace).monitors:
        return Empty(
            icon="ear",
            title=_("We are listening"),
            text=_(
                "Nothing has been found yet. Posts from Bluesky appear here seconds after they were written, "
                "news and hashtags within a quarter of an hour. You need not reload the page."
            ),
            url=reverse("listening:monitors", kwargs={"workspace": request.workspace.slug}),
            action=_("See what we listen for"),
        )
    return Empty(
        icon="radar",
        title=_("Nothing to listen for yet"),
        text=_(
            "A monitor says what to listen for: your name, your products, your rivals. "
            "Then mentions come by themselves."
        ),
        url=reverse("listening:new_monitor", kwargs={"workspace": request.workspace.slug})
        if request.may(May.EDIT_MONITORS)
        else "",
        action=_("New monitor"),
    )
