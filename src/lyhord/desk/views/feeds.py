"""The feeds of a company's own sites, looked up while somebody reads the guide's last question."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lyhord.channels.networks.rss.discovery import FoundFeed
from lyhord.channels.services import NoFeeds, discover_feeds
from lyhord.common.clock import utc_now
from lyhord.common.pages import Page, show
from lyhord.desk.services.founding import place_of
from lyhord.organisation.permissions import May, requires
from lyhord.organisation.requests import WorkspaceRequest

_SITES = 3  # each may take a while, and somebody is waiting


@dataclass(frozen=True, kw_only=True)
class FeedsPage(Page):
    """What was found, and which sites did not answer."""

    template: ClassVar[str] = "desk/founding/feeds.html"
    feeds: tuple[FoundFeed, ...]
    silent: tuple[str, ...]


@require_safe
@requires(May.EDIT_SOURCES)
def find_feeds(request: WorkspaceRequest) -> HttpResponse:
    """Look for feeds at the sites that were named."""
    sites = place_of(request.member, now=utc_now()).founding.words.get("sites", [])
    found: dict[str, FoundFeed] = {}
    silent = []
    for site in sites[:_SITES]:
        try:
            found |= {feed.url: feed for feed in discover_feeds(site)}
        except NoFeeds:
            silent.append(site)
    return show(request, FeedsPage(feeds=tuple(found.values()), silent=tuple(silent)))
