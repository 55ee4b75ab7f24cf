"""A way out that may call loopback, where the small servers of the tests stand."""

from collections.abc import Iterator

import pytest
from tests.web import LocalWeb, local_web

from lyhord.common.http import AddressFilter, Outgoing, Pacer


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as server:
        yield server


@pytest.fixture
def out() -> Iterator[Outgoing]:
    ours = Outgoing(addresses=AddressFilter.of(["127.0.0.1/32"]), pacer=Pacer(pause_s=0, at_once=50))
    yield ours
    ours.close()
