"""The stream of one open page: server-sent events without content."""

import time
from collections.abc import AsyncIterator, Collection

from asgiref.sync import sync_to_async
from django.db import connections

from lyhord.common.clock import utc_now
from lyhord.notices.broadcast import BROADCASTER, Ear
from lyhord.notices.selectors import Listener, News, may_still_listen, missed_news

STILL_S = 15.0  # a sign of life at least so often; static/notices/live.js waits 40 s for one
CHECK_S = 60.0  # somebody whose access ends hears nothing more after at most this (+ STILL_S)
_STILL = b"event: still\ndata: .\n\n"
_OVER = b"event: over\ndata: .\n\n"


async def stream(
    listener: Listener, after: int | None, *, still_s: float = STILL_S, check_s: float = CHECK_S
) -> AsyncIterator[bytes]:
    """What the page may hear, from event ``after`` on (None: from now), until it closes or access ends."""
    ear = Ear(listener.workspace_id, listener.topics)
    async with BROADCASTER.listening(ear):
        yield _STILL + _messages(await sync_to_async(_missed)(listener, after))
        next_check = time.monotonic() + check_s
        while ear.topics and not ear.is_over:
            heard = await ear.listen(at_most_s=still_s)
            if time.monotonic() >= next_check:
                ear.topics = await sync_to_async(_allowed)(listener)
                next_check = time.monotonic() + check_s
            if ear.topics:
                yield _messages(heard) or _STILL
        if not ear.topics:
            yield _OVER


def _messages(heard: list[News]) -> bytes:
    """As the wire has them. The id comes back as ``Last-Event-ID`` when the browser was away."""
    lines = (f"id: {news.id}\nevent: {news.topic}\ndata: {news.count}\n\n" for news in heard)
    return "".join(lines).encode()


def _missed(listener: Listener, after: int | None) -> list[News]:
    missed = [] if after is None else missed_news(listener, after=after, now=utc_now())
    _let_go()
    return missed


def _allowed(listener: Listener) -> Collection[str]:
    topics = may_still_listen(listener, now=utc_now())
    _let_go()
    return topics


def _let_go() -> None:
    """Close this request's connection: a stream lives for hours, and 200 of them would hold 200."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
