"""One poller for each process reads the outbox and tells every open page. No broker, no second server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from contextvars import Context
from datetime import datetime

import structlog
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connections

from lyhord.common.clock import utc_now
from lyhord.notices.selectors import LATE, News, events_after, settled_event

POLL_S = 0.25  # one short query; what is heard is to be on the page within two seconds
_log = structlog.get_logger(__name__)


class Ear:
    """One open page. Keeps one line per topic until it is fetched, so a slow page never fills the memory."""

    def __init__(self, workspace_id: int, topics: Collection[str]) -> None:
        self.workspace_id = workspace_id
        self.topics = topics
        self.is_over = False
        self._waiting: dict[str, News] = {}
        self._something = asyncio.Event()

    def tell(self, news: News) -> None:
        """Put ``news`` beside what waits; other workspaces' and other topics' are not for this page."""
        if news.workspace_id != self.workspace_id or news.topic not in self.topics:
            return
        before = self._waiting.pop(news.topic, None)
        newest, count = (
            (max(news.id, before.id), news.count + before.count) if before else (news.id, news.count)
        )
        self._waiting[news.topic] = News(newest, news.workspace_id, news.topic, count)
        self._something.set()

    def end(self) -> None:
        """No more will come: the server is stopping."""
        self.is_over = True
        self._something.set()

    async def listen(self, *, at_most_s: float) -> list[News]:
        """What has come, in order; empty after ``at_most_s`` seconds of silence."""
        try:
            await asyncio.wait_for(self._something.wait(), at_most_s)
        except TimeoutError:
            return []
        self._something.clear()
        heard = sorted(self._waiting.values(), key=lambda news: news.id)
        self._waiting.clear()
        return heard


class Outbox:
    """Reads, once, every event that is committed after this was made, in whatever order they are."""

    def __init__(self, *, now: datetime) -> None:
        self._floor = settled_event(now=now)
        self._seen: dict[int, datetime] = {}
        self.read(now=now)

    def read(self, *, now: datetime) -> list[News]:
        """The events that were not read before. One query."""
        fresh = [news for news in events_after(self._floor) if news.id not in self._seen]
        self._seen |= dict.fromkeys((news.id for news in fresh), now)
        self._floor = max((event for event, at in self._seen.items() if at < now - LATE), default=self._floor)
        self._seen = {event: at for event, at in self._seen.items() if event > self._floor}
        return fresh


class Broadcaster:
    """Tells all open pages of this process. Polls only while somebody listens."""

    def __init__(self) -> None:
        self._ears: set[Ear] = set()
        self._poller: asyncio.Task[None] | None = None
        self._reading = asyncio.Event()
        self._is_stopping: Callable[[], bool] = lambda: False

    def stop_when(self, is_stopping: Callable[[], bool]) -> None:
        """End all streams as soon as ``is_stopping()``: an open stream would hold up the server's end."""
        self._is_stopping = is_stopping

    @asynccontextmanager
    async def listening(self, ear: Ear) -> AsyncIterator[None]:
        """Everything that is committed from here on reaches ``ear``."""
        self._ears.add(ear)
        if self._poller is None or self._poller.done():
            self._reading = asyncio.Event()
            # a context of its own: the poller outlives the request that happens to start it
            self._poller = asyncio.create_task(self._poll(self._reading), context=Context())
        try:
            await self._reading.wait()
            yield
        finally:
            self._ears.discard(ear)

    async def _poll(self, reading: asyncio.Event) -> None:
        outbox: Outbox | None = None
        while self._ears and not self._is_stopping():
            try:
                outbox = outbox or await sync_to_async(Outbox)(now=utc_now())
                self._tell(await sync_to_async(outbox.read)(now=utc_now()))
                reading.set()
            except DatabaseError:
                _log.warning("outbox_not_readable", exc_info=True)
                await sync_to_async(connections.close_all)()
            await asyncio.sleep(POLL_S)
        reading.set()
        for ear in self._ears:
            ear.end()

    def _tell(self, heard: list[News]) -> None:
        for news in heard:
            for ear in tuple(self._ears):
                ear.tell(news)


BROADCASTER = Broadcaster()
