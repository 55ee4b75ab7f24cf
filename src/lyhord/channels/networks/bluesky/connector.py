"""Bluesky in the contract's words: one public stream for the whole installation."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from asgiref.sync import sync_to_async
from django.conf import settings

from lyhord.channels import authors
from lyhord.channels.contract import Address, Batch, Kind
from lyhord.channels.networks.bluesky.client import listen
from lyhord.channels.networks.bluesky.jetstream import Jetstream
from lyhord.channels.networks.bluesky.reading import Piece, Place
from lyhord.channels.networks.bluesky.records import NETWORK
from lyhord.channels.networks.bluesky.repos import Repos
from lyhord.channels.networks.bluesky.wire import Wire
from lyhord.common.http import outgoing

JETSTREAM = "jetstream"  # the address of the public stream; any other address is a relay or a PDS


class Bluesky:
    """One stream for the whole installation."""

    network = NETWORK

    async def stream(self, address: Address, cursor: str) -> AsyncGenerator[Batch, None]:
        """Posts, edits, deletions and closed accounts from ``cursor`` on."""
        pieces = listen(wire(address.address), outgoing(), Place.read(cursor))
        async with aclosing(pieces):
            async for piece in pieces:
                await sync_to_async(_note_people)(piece)
                yield Batch(events=piece.events, cursor=str(piece.place or ""), missed=piece.missed)


def wire(address: str) -> Wire:
    """How the stream at ``address`` is read."""
    app = str(settings.NETWORKS["bluesky_app"]).rstrip("/")
    if address == JETSTREAM:
        return Jetstream(tuple(settings.NETWORKS["jetstream"]), app=app)
    return Repos(address, app=app)


def _note_people(piece: Piece) -> None:
    """Names that the stream says have changed, and accounts that are gone."""
    if piece.renamed:
        authors.look_again(NETWORK, piece.renamed)
    gone = [event.author_id for event in piece.events if event.kind is Kind.AUTHOR_GONE]
    if gone:
        authors.forget(NETWORK, gone)
