"""The command palette: everywhere one can go and everything one can begin, found by its words."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lyhord.desk.navigation import OWN_PAGES, Place, address, places
from lyhord.desk.selectors.findable import Named, goal_names, monitor_names, people_names
from lyhord.organisation.models import Workspace
from lyhord.organisation.permissions import May

MOST_OF_A_KIND = 6

ACTIONS = (
    Place("listening:new_monitor", _("New monitor"), "plus", May.EDIT_MONITORS),
    Place("channels:add", _("Add a source"), "plus", May.EDIT_SOURCES),
    Place("strategy:add_goal", _("New goal"), "plus", May.EDIT_STRATEGY),
    Place("organisation:invite", _("Invite a colleague"), "user-plus", May.INVITE_PEOPLE),
    Place("organisation:seat_new", _("New position"), "plus", May.EDIT_DEPARTMENT),
    Place("organisation:token_new", _("New API token"), "key-round", May.USE_API),
)
MORE_PAGES = (
    Place("organisation:people", _("People"), "users", May.SEE_DEPARTMENT),
    Place("organisation:hours", _("Opening hours"), "clock", May.SEE_DEPARTMENT),
    Place("organisation:functions", _("Functions"), "shapes", May.SEE_DEPARTMENT),
    Place("organisation:permissions", _("Permissions"), "lock-keyhole", May.SEE_DEPARTMENT),
    Place("organisation:audit", _("Audit trail"), "scroll-text", May.READ_AUDIT),
    Place("organisation:tokens", _("API tokens"), "key-round", May.USE_API),
    Place("listening:lists", _("Word lists"), "list", May.SEE_MENTIONS),
    Place("listening:mutes", _("Muted"), "volume-x", May.SEE_MENTIONS),
)


@dataclass(frozen=True)
class Kind:
    """Things with a name: the page of one of them, its keyword, and where the names come from."""

    page: Place
    keyword: str
    names: Callable[[Workspace], Named]


KINDS = (
    Kind(Place("listening:monitor", _("Monitors"), "radar", May.SEE_MENTIONS), "monitor_id", monitor_names),
    Kind(Place("organisation:person", _("People"), "user-round", May.SEE_DEPARTMENT), "member", people_names),
    Kind(Place("strategy:goal", _("Goals"), "target", May.SEE_STRATEGY), "goal", goal_names),
)


@dataclass(frozen=True)
class Entry:
    """Something to choose."""

    number: int
    label: str
    icon: str
    url: str


@dataclass(frozen=True)
class Group:
    """Entries of one kind."""

    title: str
    entries: tuple[Entry, ...]


def find(workspace: Workspace, granted: frozenset[May], text: str) -> tuple[Group, ...]:
    """What fits ``text`` (all of the pages and actions when it is empty). At most three queries."""
    sought = _plain(text).split()
    found = [
        (gettext("Go to"), _pages(workspace, granted, sought)),
        (gettext("Do"), _fitting(places(workspace.slug, granted, ACTIONS), sought)),
    ]
    if sought:
        found += [(str(kind.page.label), _named(workspace, granted, sought, kind)) for kind in KINDS]
        found.append((gettext("Search"), _search(workspace, granted, text.strip())))
    return _numbered(found)


Found = list[tuple[str, str, str]]  # label, icon, url


def _pages(workspace: Workspace, granted: frozenset[May], sought: list[str]) -> Found:
    pages = places(workspace.slug, granted)
    if not sought:
        return _fitting(pages, sought)
    own = [(Place(view, label, icon, May.SEE_STRATEGY), address(view)) for view, label, icon in OWN_PAGES]
    more = places(workspace.slug, granted, MORE_PAGES)
    return _fitting([*pages, *more, *((place, url) for place, url in own if url)], sought)


def _fitting(pages: Iterable[tuple[Place, str]], sought: list[str]) -> Found:
    return [(str(page.label), page.icon, url) for page, url in pages if _fits(str(page.label), sought)]


def _named(workspace: Workspace, granted: frozenset[May], sought: list[str], kind: Kind) -> Found:
    def page_of(pk: int) -> str:
        return address(kind.page.view, workspace=workspace.slug, **{kind.keyword: pk})

    if kind.page.may not in granted or not page_of(1):
        return []
    fitting = [(pk, name) for pk, name in kind.names(workspace) if _fits(name, sought)]
    return [(name, kind.page.icon, page_of(pk)) for pk, name in fitting[:MOST_OF_A_KIND]]


def _search(workspace: Workspace, granted: frozenset[May], text: str) -> Found:
    url = address("listening:mentions", workspace=workspace.slug) if May.SEE_MENTIONS in granted else ""
    label = gettext("Search the mentions for “%(text)s”") % {"text": text}
    return [(label, "search", f"{url}?{urlencode({'q': text})}")] if url else []


def _numbered(found: list[tuple[str, Found]]) -> tuple[Group, ...]:
    numbers = iter(range(1, 1000))
    return tuple(
        Group(title, tuple(Entry(next(numbers), *each) for each in entries))
        for title, entries in found
        if entries
    )


def _fits(label: str, sought: list[str]) -> bool:
    """Every word of ``sought`` begins a word of the label."""
    words = _plain(label).replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in sought)


def _plain(text: str) -> str:
    """Lower case, without marks: å is found by a, for those whose keyboard has none."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
