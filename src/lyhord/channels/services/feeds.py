"""Feeds: found behind an address, taken from a list, given as a list."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lyhord.channels.contract import ChannelError
from lyhord.channels.errors import ChannelsError
from lyhord.channels.models import Source
from lyhord.channels.networks.rss.connector import normal_address
from lyhord.channels.networks.rss.discovery import FoundFeed, find_feeds
from lyhord.channels.networks.rss.opml import Outline, read_opml, write_opml
from lyhord.channels.networks.rss.parsing import reader
from lyhord.channels.selectors import own_sources
from lyhord.channels.services.sources import make_room
from lyhord.common.http import outgoing
from lyhord.common.sentences import fill
from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor


class NoFeeds(ChannelsError):
    """There are none to be had."""


@dataclass(frozen=True)
class Imported:
    """What became of a list of feeds: how many are new, how many we had, and the addresses that are none."""

    added: int
    known: int
    bad: tuple[str, ...] = ()


def discover_feeds(url: str) -> list[FoundFeed]:
    """The feeds behind an address; empty when its pages name none. Calls for 12 s at most. Raises NoFeeds."""
    try:
        return find_feeds(outgoing(), reader, normal_address(url))
    except ChannelError as error:
        raise NoFeeds(_said(error)) from error


@transaction.atomic
def import_opml(*, workspace: Workspace, by: Actor, document: bytes) -> Imported:
    """Listen to all feeds of an OPML file. Raises NoFeeds, and TooManySources when they do not all fit."""
    outlines, bad = _addresses(_outlines(document))
    sources = Source.objects.filter(workspace=workspace, network="rss", address__in=outlines)
    known = {source.address: source for source in sources}
    removed = [source.pk for source in known.values() if source.removed_at]
    new = [
        Source(
            workspace=workspace,
            network="rss",
            address=address,
            name="" if one.name == one.url else one.name[:120],
            language=one.language[:8],
        )
        for address, one in outlines.items()
        if address not in known
    ]
    make_room(workspace, len(new) + len(removed))
    Source.objects.bulk_create(new)
    Source.objects.filter(pk__in=removed).update(removed_at=None, is_active=True, next_try_at=None)
    imported = Imported(len(new) + len(removed), len(known) - len(removed), tuple(bad))
    record("channels.import_opml", by=by, workspace=workspace, added=imported.added, known=imported.known)
    tell_browsers(workspace_id=workspace.pk, topic="sources")
    return imported


def export_opml(*, workspace: Workspace, now: datetime) -> bytes:
    """The workspace's feeds as an OPML file."""
    feeds = [source for source in own_sources(workspace) if source.network == "rss"]
    outlines = [Outline(feed.address, feed.name, feed.language) for feed in feeds]
    return write_opml(outlines, title=workspace.name, now=now)


def _outlines(document: bytes) -> list[Outline]:
    try:
        return read_opml(reader, document)
    except ChannelError as error:
        raise NoFeeds(_said(error)) from error


def _addresses(outlines: list[Outline]) -> tuple[dict[str, Outline], list[str]]:
    """The feeds by their address as we write it, and the addresses that are none."""
    good: dict[str, Outline] = {}
    bad: list[str] = []
    for outline in outlines:
        try:
            good.setdefault(normal_address(outline.url), outline)
        except ChannelError:
            bad.append(outline.url[:200])
    return good, bad


def _said(error: ChannelError) -> str:
    return fill(gettext(error.sentence), error.params)
