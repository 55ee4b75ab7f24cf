"""The sample in the contract's words: a stream that brings a post every few seconds, without any network."""

from asyncio import sleep
from collections.abc import AsyncGenerator

from lyhord.channels.contract import Address, Batch
from lyhord.channels.networks.sample.client import EVERY_S, number_at, posts_between
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
                cursor = str(newest)
                yield Batch(events=tuple(posts_between(address.address, last + 1, newest)), cursor=cursor)
            await sleep(EVERY_S / 4)
