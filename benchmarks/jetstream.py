"""A Jetstream on loopback that tells invented posts at a rate, for ``benchmarks/listening.py``."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from random import Random

from benchmarks.department import name_of, which
from benchmarks.world import World
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

PORT, POSTS = 8432, "app.bsky.feed.post"
FOUND, TEXTS, TICK_S = 0.02, 5_000, 0.02


class Player:
    """A Jetstream that tells posts at a rate, live."""

    def __init__(self, rate: int, monitors: int) -> None:
        rng, self.rate, self.told, self.listeners = Random(time.time()), rate, 0, 0
        texts = [post.text for post in World(11).posts(TEXTS)]
        names = [f" {name_of(which(rng, monitors))}" if rng.random() < FOUND else "" for _ in range(50_000)]
        self._texts = cycle([rng.choice(texts) + name for name in names])
        self._authors = cycle([f"did:plc:{rng.randrange(100_000):024d}" for _ in range(9_973)])

    async def play(self, line) -> None:
        """Tell one listener what it missed of the seconds since it came: at the rate, whatever the load."""
        self.listeners += 1
        began, sent = time.monotonic(), 0
        try:
            while True:
                due = int((time.monotonic() - began) * self.rate)
                for _ in range(due - sent):
                    await line.send(self._message())
                    self.told += 1
                sent = due
                await asyncio.sleep(TICK_S)
        except ConnectionClosed:
            return

    def wait_for_listener(self) -> None:
        """Until somebody listens."""
        while self.rate and not self.listeners:
            time.sleep(0.1)

    @contextmanager
    def playing(self) -> Iterator[None]:
        """In a thread of its own."""
        loop = asyncio.new_event_loop()
        stop = loop.create_future()

        async def run() -> None:
            async with serve(self.play, "127.0.0.1", PORT, close_timeout=1):
                await stop

        thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
        thread.start()
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set_result, None)
            thread.join(5)

    def _message(self) -> str:
        now = time.time()
        at = datetime.fromtimestamp(now, UTC).isoformat()
        post = {"$type": POSTS, "text": next(self._texts), "createdAt": at, "langs": ["sv"]}
        told = {"collection": POSTS, "operation": "create", "rev": "3", "cid": "bafy", "record": post}
        commit = told | {"rkey": f"b{time.time_ns()}"}
        did = next(self._authors)
        return json.dumps({"did": did, "time_us": int(now * 1e6), "kind": "commit", "commit": commit})
