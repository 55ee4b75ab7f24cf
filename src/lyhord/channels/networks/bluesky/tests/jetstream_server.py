"""A small Jetstream on loopback: replays what it holds from the cursor on, then sends what is said live."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

START = 1_795_000_000_000_000  # µs: some day in November 2026
ANNA = "did:plc:anna"


def commit(
    time_us: int, rkey: str, text: str | None, *, did: str = ANNA, operation: str = "create", **record
):
    """A message about a post; ``text`` None: deleted."""
    body = {"rev": "r", "operation": operation, "collection": "app.bsky.feed.post", "rkey": rkey, "cid": "c"}
    if text is not None:
        body["record"] = {
            "$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-18T12:26:40.000Z", **record,
        }  # fmt: skip
    return {"did": did, "time_us": time_us, "kind": "commit", "commit": body}


def account(time_us: int, *, did: str = ANNA, **what):
    return {"did": did, "time_us": time_us, "kind": "account", "account": {"did": did, "seq": 1, **what}}


class JetstreamServer:
    def __init__(self) -> None:
        self.held: list[tuple[int, str | bytes]] = []
        self.keeps_from = 0
        self.asked: list[dict[str, str]] = []
        self.lines: set[ServerConnection] = set()
        self.closes_after: list[int] = []  # after how many messages each of the first connections closes
        self.url = ""

    def hold(self, *messages: dict | str | bytes) -> None:
        """Keep messages; garbage stands at the time of the message before it."""
        for message in messages:
            last = self.held[-1][0] if self.held else START
            time_us = message.get("time_us", last) if isinstance(message, dict) else last
            self.held.append((time_us, json.dumps(message) if isinstance(message, dict) else message))

    async def say(self, *messages: dict | str | bytes) -> None:
        """The same, to those who listen now."""
        before = len(self.held)
        self.hold(*messages)
        for line in set(self.lines):
            for _, message in self.held[before:]:
                await line.send(message)

    async def hang_up(self) -> None:
        for line in set(self.lines):
            await line.close()

    async def answer(self, line: ServerConnection) -> None:
        asked = {k: v[0] for k, v in parse_qs(urlsplit(line.request.path).query).items()}
        self.asked.append(asked)
        number = len(self.asked) - 1
        limit = self.closes_after[number] if number < len(self.closes_after) else 1_000_000
        since = max(int(asked["cursor"]), self.keeps_from) if "cursor" in asked else None
        old = [m for at, m in self.held if since is not None and at >= since]
        try:
            for message in old[:limit]:
                await line.send(message)
            if limit < 1_000_000:
                return
            self.lines.add(line)
            await line.wait_closed()
        except ConnectionClosed:
            pass
        finally:
            self.lines.discard(line)

    async def somebody_listens(self) -> None:
        while not self.lines:
            await asyncio.sleep(0.005)


@asynccontextmanager
async def jetstream() -> AsyncIterator[JetstreamServer]:
    server = JetstreamServer()
    async with serve(server.answer, "127.0.0.1", 0) as listening:
        server.url = f"ws://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        yield server
