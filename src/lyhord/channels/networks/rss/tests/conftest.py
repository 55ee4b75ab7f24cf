"""A small web, a way out that may call it, and one reading process for all tests."""

from collections.abc import Iterator

import pytest
from tests.web import LocalWeb, local_web

from lyhord.channels.networks.rss.parsing import Reader
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


@pytest.fixture(scope="package")
def reader() -> Iterator[Reader]:
    ours = Reader()
    yield ours
    ours.stop()


@pytest.fixture
def allowed(settings) -> None:
    """The product's own way out may call loopback."""
    settings.NETWORKS = {**settings.NETWORKS, "allowed": ["127.0.0.1/32"]}
