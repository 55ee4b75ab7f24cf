"""Sources come and go."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lyhord.channels.contract import ChannelError
from lyhord.channels.errors import ChannelsError
from lyhord.channels.models import Source
from lyhord.channels.networks.bluesky.connector import JETSTREAM
from lyhord.channels.networks.mastodon.connector import STREAM
from lyhord.channels.registry import Network, addable_network, network_of
from lyhord.common.sentences import fill
from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor

MOST_SOURCES = 1_000  # of one workspace


class SourceExists(ChannelsError):
    """We listen to it already."""


class TooManySources(ChannelsError):
    """A workspace has enough."""


class BadAddress(ChannelsError):
    """The network has no such address."""


@transaction.atomic
def add_source(  # noqa: PLR0913 -- what a person says about a source, no more
    *,
    workspace: Workspace,
    by: Actor,
    network: str,
    address: str,
    name: str = "",
    language: str = "",
    is_own: bool = False,
) -> Source:
    """Listen to ``address``, from the next round on; one that was removed comes back with what it remembers.

    Raises BadAddress, SourceExists, TooManySources, UnknownNetwork.
    """
    kind = addable_network(network, to_sample_company=workspace.is_demo)
    place = normal_address(network, address)
    make_room(workspace)
    source = Source.objects.filter(workspace=workspace, network=network, address=place).first()
    if source and source.removed_at is None:
        raise SourceExists(_("We listen to this already."))
    source = source or Source(workspace=workspace, network=network, address=place)
    source.name, source.language, source.is_own = _called(name, kind, place), language[:8], is_own
    source.is_active, source.removed_at, source.next_try_at = True, None, None
    source.is_stream = kind.is_stream(place)
    source.save()
    _note("add_source", source, by=by, network=network, address=place)
    return source


@transaction.atomic
def change_source(*, source: Source, by: Actor, name: str, language: str, is_own: bool) -> Source:
    """Another name or language; whether it is our own."""
    kind = network_of(source.network)
    source.name, source.language, source.is_own = _called(name, kind, source.address), language[:8], is_own
    source.save(update_fields=["name", "language", "is_own"])
    _note("change_source", source, by=by, name=source.name, language=source.language, is_own=is_own)
    return source


@transaction.atomic
def pause_source(*, source: Source, by: Actor) -> Source:
    """Do not listen for now."""
    return _switch(source, by=by, is_active=False)


@transaction.atomic
def resume_source(*, source: Source, by: Actor) -> Source:
    """Listen again, at once."""
    return _switch(source, by=by, is_active=True)


@transaction.atomic
def remove_source(*, source: Source, by: Actor, now: datetime) -> Source:
    """Listen no longer. Its mentions stay; for a month it can be brought back."""
    source.removed_at = now
    source.save(update_fields=["removed_at"])
    _note("remove_source", source, by=by, address=source.address)
    return source


@transaction.atomic
def bring_back_source(*, source: Source, by: Actor) -> Source:
    """It was not meant so."""
    source.removed_at = source.next_try_at = None
    source.save(update_fields=["removed_at", "next_try_at"])
    _note("bring_back_source", source, by=by, address=source.address)
    return source


@transaction.atomic
def ensure_shared_sources() -> list[Source]:
    """The public streams as the settings name them: one row each, those of former settings stand still."""
    wanted = _shared_streams()
    shared = Source.objects.filter(workspace__isnull=True)
    for source in shared:
        is_active = (source.network, source.address) in wanted
        if source.is_active != is_active:
            source.is_active = is_active
            source.save(update_fields=["is_active"])
    for (network, address), name in wanted.items():
        Source.objects.get_or_create(
            workspace=None, network=network, address=address, defaults={"name": name, "is_stream": True}
        )
    return list(shared.filter(is_active=True))


def _shared_streams() -> dict[tuple[str, str], str]:
    """Network and address → name. Mastodon's public stream wants a token."""
    given = settings.NETWORKS
    wanted = {("bluesky", str(given["relay"]) or JETSTREAM): "Bluesky"}
    if given["mastodon_token"]:
        wanted["mastodon", str(given["mastodon"]).rstrip("/") + STREAM] = "Mastodon"
    return wanted


def normal_address(network: str, address: str) -> str:
    """The one way to write an address of ``network``. Raises BadAddress."""
    try:
        return network_of(network).normal(address)
    except ChannelError as error:
        raise BadAddress(fill(gettext(error.sentence), error.params)) from error


def make_room(workspace: Workspace, wanted: int = 1) -> None:
    """Raise TooManySources when ``wanted`` more do not fit."""
    if Source.objects.there().filter(workspace=workspace).count() + wanted > MOST_SOURCES:
        raise TooManySources(_("That would be more sources than one workspace can have."))


def _called(name: str, network: Network, address: str) -> str:
    return (name.strip() or network.title(address))[:120]


def _switch(source: Source, *, by: Actor, is_active: bool) -> Source:
    source.is_active, source.next_try_at = is_active, None
    source.save(update_fields=["is_active", "next_try_at"])
    _note("resume_source" if is_active else "pause_source", source, by=by, address=source.address)
    return source


def _note(verb: str, source: Source, *, by: Actor, **details: str | bool) -> None:
    record(f"channels.{verb}", by=by, workspace=source.workspace, about=source, **details)
    if source.workspace_id is not None:
        tell_browsers(workspace_id=source.workspace_id, topic="sources")
