"""What every page's frame needs: where one is, where one can go, who one is.

``shell`` is a context processor. Nothing is asked of the database before a template uses it, so a partial
costs nothing; a whole page costs two queries (workspaces, positions), however much there is in them.
"""

from dataclasses import dataclass, field
from typing import cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.organisation.models import Member, User, Workspace
from lyhord.organisation.permissions import May
from lyhord.organisation.rules import Position
from lyhord.organisation.selectors import positions_of, workspaces_of

THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class Place:
    """Somewhere to go: the address by name, who may, the key after ``g``, a shorter word for the phone."""

    view: str
    label: Promise
    icon: str
    may: May
    key: str = ""
    short: str | Promise = ""


PLACES = (
    Place("desk:today", _("Today"), "house", May.SEE_STRATEGY, "t"),
    Place("listening:mentions", _("Mentions"), "message-circle", May.SEE_MENTIONS, "m"),
    Place("listening:monitors", _("Monitors"), "radar", May.SEE_MENTIONS, "b"),
    Place("channels:sources", _("Sources"), "rss", May.SEE_MENTIONS, "k"),
    Place("strategy:strategy", _("Strategy and goals"), "target", May.SEE_STRATEGY, "s", _("Goals")),
    Place("strategy:plan", _("The plan"), "list-checks", May.SEE_STRATEGY, "p"),
    Place("organisation:department", _("Department"), "users", May.SEE_DEPARTMENT, "d"),
    Place("organisation:settings", _("Settings"), "settings", May.EDIT_DEPARTMENT, "i"),
)
OWN_PAGES = (
    ("organisation:profile", _("Your profile"), "user-round"),
    ("mfa_index", _("Sign-in and security"), "shield-check"),
)


@dataclass(frozen=True)
class Theme:
    """Light, dark or like the system, as the person chose."""

    choice: str

    @property
    def is_light(self) -> bool:
        """Chosen light."""
        return self.choice == "light"

    @property
    def is_dark(self) -> bool:
        """Chosen dark."""
        return self.choice == "dark"

    @property
    def is_auto(self) -> bool:
        """Like the system."""
        return self.choice == "auto"


@dataclass(frozen=True)
class Item:
    """A line of a menu."""

    name: str
    label: str | Promise
    icon: str
    url: str
    key: str = ""
    short: str | Promise = ""
    is_current: bool = False
    count: str = ""


@dataclass(frozen=True, kw_only=True)
class Shell:
    """Everything that ``common/base.html`` shows around a page."""

    theme: Theme
    home: str = "/"
    workspace: Workspace | None = None
    others: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    own_pages: tuple[Item, ...] = ()
    person: User | None = None
    positions: str = ""
    shortcuts_on: bool = False
    palette_url: str = ""
    theme_url: str = field(default_factory=lambda: reverse("desk:theme"))
    language_url: str = field(default_factory=lambda: reverse("desk:language"))

    @property
    def first_items(self) -> tuple[Item, ...]:
        """What stands in the bar at the bottom of a phone."""
        return self.items[:4]

    @property
    def other_items(self) -> tuple[Item, ...]:
        """What stands under More."""
        return self.items[4:]


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of ``common/base.html`` and ``common/base_bare.html``: the name ``shell``."""
    return {"shell": SimpleLazyObject(lambda: shell_of(request))}


def shell_of(request: HttpRequest) -> Shell:
    """The frame around this request's page; works for visitors, outside a workspace and on error pages."""
    theme = Theme(chosen_theme(request))
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Shell(theme=theme)
    person = cast(User, user)
    workspaces = workspaces_of(person)
    workspace = getattr(request, "workspace", None)
    others = tuple(_door(each) for each in workspaces if each != workspace)
    own = tuple(item for item in (_own_page(request, *page) for page in OWN_PAGES) if item)
    around = Shell(theme=theme, person=person, shortcuts_on=person.shortcuts_on, own_pages=own, others=others)
    return _inside(request, around, workspace) if workspace else _outside(around)


def chosen_theme(request: HttpRequest) -> str:
    """``light``, ``dark`` or ``auto``, from the cookie."""
    given = request.COOKIES.get("theme", "")
    return given if given in THEMES else "auto"


def places(slug: str, granted: frozenset[May], wanted: tuple[Place, ...] = PLACES) -> list[tuple[Place, str]]:
    """The places somebody may go to, with their addresses; those that are not built yet are left out."""
    found = ((place, address(place.view, workspace=slug)) for place in wanted if place.may in granted)
    return [(place, url) for place, url in found if url]


def address(view: str, **kwargs: str | int) -> str:
    """The address, or nothing when there is no such page (yet)."""
    try:
        return reverse(view, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _inside(request: HttpRequest, around: Shell, workspace: Workspace) -> Shell:
    granted: frozenset[May] = getattr(request, "granted", frozenset())
    found = places(workspace.slug, granted)
    here = _current([url for _place, url in found], request.path)
    items = tuple(
        Item(place.view.replace(":", "-"), place.label, place.icon, url, place.key, place.short, url == here)
        for place, url in found
    )
    return Shell(
        theme=around.theme,
        home=_home(workspace),
        workspace=workspace,
        others=around.others,
        items=items,
        own_pages=around.own_pages,
        person=around.person,
        positions=_position_names(request.member),  # type: ignore[attr-defined]
        shortcuts_on=around.shortcuts_on,
        palette_url=address("desk:palette", workspace=workspace.slug),
    )


def _outside(around: Shell) -> Shell:
    return Shell(
        theme=around.theme,
        items=around.others,
        own_pages=around.own_pages,
        person=around.person,
        shortcuts_on=around.shortcuts_on,
    )


def _current(urls: list[str], path: str) -> str:
    """The longest address that ``path`` stands under; the workspace's own front page only when it is it."""
    under = [url for url in urls if path == url or (path.startswith(url) and url.count("/") > 3)]
    return max(under, key=len, default="")


def _position_names(member: Member) -> str:
    today = utc_now().astimezone(member.workspace.zone).date()
    return ", ".join(str(Position(each).label) for each in sorted(positions_of(member, today=today)))


def _door(workspace: Workspace) -> Item:
    return Item(f"workspace-{workspace.slug}", workspace.name, "building-2", _home(workspace))


def _home(workspace: Workspace) -> str:
    return address("desk:today", workspace=workspace.slug) or "/"


def _own_page(request: HttpRequest, view: str, label: Promise, icon: str) -> Item | None:
    url = address(view)
    return Item(view.replace(":", "-"), label, icon, url, is_current=url == request.path) if url else None
