"""A way out that may call loopback."""

from collections.abc import Iterator

import pytest
from tests.atproto import atproto

from lyhord.common.http import AddressFilter, Outgoing, Pacer

__all__ = ["atproto"]


@pytest.fixture
def out() -> Iterator[Outgoing]:
    ours = Outgoing(addresses=AddressFilter.of(["127.0.0.1/32"]), pacer=Pacer(pause_s=0, at_once=50))
    yield ours
    ours.close()
