"""Mastodon in the contract's words: hashtags are visited, the public stream is listened to."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from random import Random
from urllib.parse import quote, unquote, urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings

from lyhord.channels import aliases
from lyhord.channels.contract import Address, Batch, Event, Kind, Polled
from lyhord.channels.networks.mastodon.client import Instance
from lyhord.channels.networks.mastodon.statuses import NETWORK
from lyhord.channels.networks.mastodon.streaming import Piece, Place, listen
from lyhord.channels.networks.mastodon.tags import Read, visit
from lyhord.common.clock import utc_now
from lyhord.common.http import OutgoingError, outgoing
from lyhord.common.http.addressing import target
from lyhord.common.sentences import gettext_noop

STREAM = "/public"  # what the address of a public stream ends with
NOT_A_HASHTAG = gettext_noop("This is not a hashtag: write it as #coffee or as #coffee@mastodon.social.")
_HASHTAG = re.compile(r"#?(\w*[^\W\d_]\w*)(?:@([\w.-]+(?::\d+)?))?")
_TAG_PAGE = re.compile(r"/tags/([^/?#]+)/?")
_SHORTEST, _LONGEST, _MORE = timedelta(minutes=1), timedelta(minutes=15), timedelta(seconds=5)
_RNG = Random()


class Mastodon:
    """A hashtag of a workspace (``https://instance/tags/name``), or an instance's stream (``…/public``)."""

    network = NETWORK

    def poll(self, address: Address, cursor: str) -> Polled:
        """What is new, edited or gone since ``cursor``. Raises ChannelError."""
        base, tag = split(address.address)
        visited = visit(instance(base), tag, Read.from_cursor(cursor), now=utc_now())
        last = float(address.memory.get("wait_s") or _SHORTEST.total_seconds() * 2)
        wait = timedelta(seconds=last / 2 if visited.events else last * 1.5)
        wait = _MORE if visited.has_more else min(max(wait, _SHORTEST), _LONGEST)
        memory = {"wait_s": last if visited.has_more else round(wait.total_seconds())}
        events = tuple(_in_language(event, address.language) for event in visited.events)
        batch = Batch(events=events, cursor=str(visited.read))
        return Polled(batch=batch, memory=memory, next_in=wait * _RNG.uniform(1.0, 1.1))

    async def stream(self, address: Address, cursor: str) -> AsyncGenerator[Batch, None]:
        """Statuses, edits and deletions from ``cursor`` on."""
        ours = instance(address.address.removesuffix(STREAM))
        pieces = listen(ours, outgoing(), Place.read(cursor))
        async with aclosing(pieces):
            async for piece in pieces:
                gone = await sync_to_async(_note_names)(address.source_id, piece)
                place = str(piece.place or "")
                yield Batch(events=(*piece.events, *gone), cursor=place, missed=piece.missed)


def instance(base: str) -> Instance:
    """The server at ``base``; our token is for our own instance only."""
    ours = str(settings.NETWORKS["mastodon"]).rstrip("/")
    token = str(settings.NETWORKS["mastodon_token"]) if base.rstrip("/") == ours else ""
    return Instance(outgoing(), base, token=token)


def normal_address(written: str) -> str:
    """``#coffee``, ``coffee@mastodon.nu`` or a hashtag's page, as the page's address. Raises ChannelError."""
    written = written.strip()
    if "://" in written:
        aim, page = target(written), _TAG_PAGE.fullmatch(urlsplit(written).path)
        if page is None or len(written) > 500:
            raise OutgoingError(NOT_A_HASHTAG)
        host = urlsplit(written).netloc.lower()
        return f"{aim.scheme}://{host}/tags/{_tag(unquote(page[1]))}"
    found = _HASHTAG.fullmatch(written)
    if found is None or len(written) > 200:
        raise OutgoingError(NOT_A_HASHTAG)
    base = f"https://{found[2].lower()}" if found[2] else str(settings.NETWORKS["mastodon"]).rstrip("/")
    return f"{base}/tags/{_tag(found[1])}"


def title(address: str) -> str:
    """What people call it: ``#coffee · mastodon.social``."""
    base, tag = split(address)
    return f"#{tag} · {urlsplit(base).netloc}"


def split(address: str) -> tuple[str, str]:
    """The instance and the hashtag of an address that ``normal_address`` made."""
    base, _, tag = address.rpartition("/tags/")
    return base, unquote(tag)


def _tag(name: str) -> str:
    found = _HASHTAG.fullmatch(name)
    if found is None or found[2]:
        raise OutgoingError(NOT_A_HASHTAG)
    return quote(found[1].lower(), safe="")


def _note_names(source_id: int, piece: Piece) -> list[Event]:
    """Remember by what ids the server will speak of its statuses; the events of those it says are gone."""
    now = utc_now()
    aliases.remember(source_id, piece.names, now=now)
    gone = aliases.behind(source_id, piece.gone)
    return [Event(kind=Kind.DELETED, external_id=external_id, at=now) for external_id in gone]


def _in_language(event: Event, language: str) -> Event:
    """The language that people chose for a source counts where the post itself says none."""
    if event.post is None or not language or event.post.lang != "und":
        return event
    return replace(event, post=replace(event.post, lang=language))
