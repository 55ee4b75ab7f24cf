"""Outgoing HTTP: the only place that calls anybody. Addresses are filtered when they are connected to.

``outgoing()`` is this installation's way out; ``Outgoing`` is the same for code that knows no Django.
"""

from lyhord.common.http.addresses import AddressFilter
from lyhord.common.http.errors import AddressRefused, Answered, OutgoingError
from lyhord.common.http.fetching import Answer, Call
from lyhord.common.http.ours import client, fetch, outgoing
from lyhord.common.http.outgoing import Outgoing
from lyhord.common.http.pacing import Pacer

__all__ = [
    "AddressFilter",
    "AddressRefused",
    "Answer",
    "Answered",
    "Call",
    "Outgoing",
    "OutgoingError",
    "Pacer",
    "client",
    "fetch",
    "outgoing",
]
