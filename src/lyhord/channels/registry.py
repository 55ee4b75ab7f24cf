"""The networks we can listen to: one line for each folder in ``networks``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.channels.contract import Polling, Streaming
from lyhord.channels.errors import ChannelsError
from lyhord.channels.networks.bluesky.connector import Bluesky
from lyhord.channels.networks.mastodon import connector as mastodon
from lyhord.channels.networks.rss import connector as rss
from lyhord.channels.networks.sample.connector import Sample


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network: what it is called, how it is listened to, and what an address of it looks like.

    ``normal`` gives the one way to write an address, and raises ChannelError for what is none; ``title`` what
    an address is called when nobody gave it a name, empty for the address itself. A network with
    ``may_be_added`` takes addresses from people; the others exist once for all. One that ``is_invented`` is
    heard by the sample company alone.
    """

    key: str
    name: str | Promise
    icon: str
    connector: Streaming | Polling
    may_be_added: bool = False
    is_invented: bool = False
    normal: Callable[[str], str] = str.strip
    title: Callable[[str], str] = lambda _address: ""
    is_stream: Callable[[str], bool] = lambda _address: True


class UnknownNetwork(ChannelsError):
    """There is no folder for it."""


NETWORKS = {
    network.key: network
    for network in (
        Network(key="bluesky", name="Bluesky", icon="cloud", connector=Bluesky()),
        Network(
            key="rss",
            name=_("Feeds"),
            icon="rss",
            connector=rss.Rss(),
            may_be_added=True,
            normal=rss.normal_address,
            is_stream=lambda _address: False,
        ),
        Network(
            key="mastodon",
            name="Mastodon",
            icon="hash",
            connector=mastodon.Mastodon(),
            may_be_added=True,
            normal=mastodon.normal_address,
            title=mastodon.title,
            is_stream=lambda address: address.endswith(mastodon.STREAM),
        ),
        Network(key="sample", name=_("Sample"), icon="coffee", connector=Sample(), is_invented=True),
    )
}


def network_of(key: str) -> Network:
    """The network. Raises UnknownNetwork."""
    if key not in NETWORKS:
        raise UnknownNetwork(_("There is no such network."))
    return NETWORKS[key]


def addable_network(key: str, *, to_sample_company: bool) -> Network:
    """The network, when a workspace may have sources of its own there. Raises UnknownNetwork."""
    network = network_of(key)
    if not (network.may_be_added or (network.is_invented and to_sample_company)):
        raise UnknownNetwork(_("There is no such network."))
    return network


def connector(network: str) -> Streaming | Polling:
    """Who listens to ``network``: ``stream`` where the source is a stream, else ``poll``."""
    return network_of(network).connector
