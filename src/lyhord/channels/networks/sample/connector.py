"""The sample in the contract's words: a stream that brings a post every few seconds, without any network."""

from asyncio import sleep
from collections.abc import AsyncGenerator

from lyhord.channels.contract import Address, Batch
from lyhord.channels.networks.sample.client import EVERY_S, by_network, number_at, posts_between
from lyhord.common.clock import utc_now

_AT_FIRST, _CATCH_UP = 3, 50  # posts


class Sample:
    """``address`` is the company's key: another key, another world."""

    network = "sample"

    async def stream(self, address: Address, cursor: str) -> AsyncGenerator[Batch, None]:
        """From ``cursor`` on, but no more than the last few minutes; for ever."""
        while True:
            newest = number_at(utc_now()) - 1  # the one before is written for certain
            last = int(cursor) if cursor.isdigit() else newest - _AT_FIRST
            last = max(last, newest - _CATCH_UP)
            if newest > last:
                said = by_network(posts_between(address.address, last + 1, newest))
                for network, events in said.items():  # a replay after only some of them is harmless
                    yield Batch(events=events, cursor=str(last), network=network)
                cursor = str(newest)
                yield Batch(events=(), cursor=cursor)
            await sleep(EVERY_S / 4)
