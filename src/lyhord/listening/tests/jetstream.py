"""A Jetstream of our own on loopback: plays messages from a cursor on, and misbehaves like a real one."""

import asyncio
import json
import threading
from bisect import bisect_right
from contextlib import contextmanager
from itertools import accumulate
from random import Random
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

GARBAGE = ["", "{", '{"kind": "commit"}', "[]", '"half a fra']


class Jetstream:
    """``messages``: in the order in which they are told; each has its ``time_us``."""

    def __init__(self, messages, *, rng=None, per_burst=20, misbehaves=False):
        self.messages, self.rng = messages, rng or Random(1)
        self.places = list(accumulate((message["time_us"] for message in messages), max))
        self.per_burst, self.misbehaves = per_burst, misbehaves
        self.sent, self.connections = 0, 0
        self.moved = threading.Condition()

    async def play(self, line):
        """Answer one connection."""
        asked = parse_qs(urlsplit(line.request.path).query).get("cursor")
        start = bisect_right(self.places, int(asked[0])) if asked else 0
        self.connections += 1
        try:
            for at in range(start, len(self.messages), self.per_burst):
                for message in self.messages[at : at + self.per_burst]:
                    await line.send(json.dumps(message))
                self._count(self.per_burst)
                if self.misbehaves and await self._misbehave(line):
                    return
                await asyncio.sleep(0.005)
            await line.wait_closed()
        except ConnectionClosed:
            return

    async def _misbehave(self, line):
        chance = self.rng.random()
        if chance < 0.003:
            line.transport.abort()
            return True
        if chance < 0.05:
            await line.send(self.rng.choice(GARBAGE))
        return False

    def _count(self, number):
        with self.moved:
            self.sent += number
            self.moved.notify_all()

    def wait_for(self, more, timeout_s=30):
        """Wait until ``more`` messages have gone out; whether they did."""
        with self.moved:
            goal = self.sent + more
            return self.moved.wait_for(lambda: self.sent >= goal, timeout_s)


@contextmanager
def served(jetstream):
    """Let it be reached at the address that is given."""
    loop, ready, doors = asyncio.new_event_loop(), threading.Event(), []

    async def run(stop):
        async with serve(jetstream.play, "127.0.0.1", 0, close_timeout=1) as server:
            doors.extend(sock.getsockname() for sock in server.sockets)
            ready.set()
            await stop

    stop = loop.create_future()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(stop),), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield "ws://{}:{}".format(*doors[0])
    finally:
        loop.call_soon_threadsafe(stop.set_result, None)
        thread.join(30)
        loop.close()
