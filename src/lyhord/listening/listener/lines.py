"""A task for each stream, visits to everything else, one writer.

What a connector gives is stored before more is taken from the line: when the database is locked, its disk
full or its server away, the lines just stand still. What a kill interrupts is told again, because the cursor
is stored with the rows.
"""

import asyncio
import signal
from collections import Counter
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError

from lyhord.channels.contract import ChannelError, Polling, Streaming
from lyhord.channels.models import Source
from lyhord.channels.registry import connector
from lyhord.channels.selectors import address_of, due_sources, sources_to_listen
from lyhord.channels.services import ensure_shared_sources, record_visit
from lyhord.common.clock import utc_now
from lyhord.common.sentences import gettext_noop
from lyhord.listening.listener.keeping import Keeping
from lyhord.listening.listener.writer import Writer, in_a_thread
from lyhord.listening.services import SourceGone
from lyhord.notices.services import beat

LOOK_EVERY_S = 1.0  # for sources that were added, paused or removed, and for visits that are due
BEAT_EVERY = timedelta(seconds=5)
VISITS_AT_ONCE, VISITS_PER_HOST = 6, 2
LEAVE_S = 2.5
BROKEN = gettext_noop("Something went wrong on our side. The log says what.")
_IN_TROUBLE = timedelta(seconds=30)  # how long a source is left alone whose visit could not be noted

log = structlog.get_logger(__name__)
Standing = tuple[str, str, str]  # what a line was opened with


def run() -> None:
    """Listen until TERM; then end within three seconds, with no batch half stored."""
    asyncio.run(_listen())


async def _listen() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await Listener().until(stop)


@dataclass
class Listener:
    """Lines that are open and visits that are under way."""

    writer: Writer = field(default_factory=Writer)
    lines: dict[int, tuple[Standing, asyncio.Task[None]]] = field(default_factory=dict)
    visits: dict[int, tuple[str, asyncio.Task[None]]] = field(default_factory=dict)
    not_before: dict[int, datetime] = field(default_factory=dict)
    beat_at: datetime | None = None
    is_in_trouble: bool = False
    knows_streams: bool = False  # the public ones are in the table, as the settings name them

    def __post_init__(self) -> None:
        self.keeping = Keeping(self.writer)

    async def until(self, stop: asyncio.Event) -> None:
        """Look after lines and visits until ``stop`` is set, then leave."""
        while not stop.is_set():
            try:
                await self._look()
                self.is_in_trouble = False
            except (DatabaseError, InterfaceError) as error:
                if not self.is_in_trouble:
                    log.warning("database in trouble", error=type(error).__name__)
                self.is_in_trouble = True
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_EVERY_S)
        await self._leave()

    async def _look(self) -> None:
        now = utc_now()
        if self.beat_at is None or now >= self.beat_at:
            self.beat_at = now + BEAT_EVERY
            note = {"lines": len(self.lines), "visits": len(self.visits), "stored": self.keeping.kept}
            await self.writer.do(partial(beat, "listener", now=now, **note))
        if settings.LISTEN and not self.knows_streams:
            await self.writer.do(ensure_shared_sources)
            self.knows_streams = True
        if settings.LISTEN:
            self._keep_lines(await self.writer.do(sources_to_listen))
            self._start_visits(await self.writer.do(partial(due_sources, now)), now)

    # Lines

    def _keep_lines(self, sources: list[Source]) -> None:
        """Open what is to be open, close what is not, and again what is another now."""
        wanted = {source.pk: source for source in sources}
        for pk, (standing, task) in list(self.lines.items()):
            if task.done() or pk not in wanted or standing != _standing(wanted[pk]):
                task.cancel()
                del self.lines[pk]
        for pk, source in wanted.items():
            if pk not in self.lines:
                self.lines[pk] = _standing(source), asyncio.create_task(self._hold(source))

    async def _hold(self, source: Source) -> None:
        """Keep one line, whatever happens to it."""
        while True:
            try:
                await self._follow(source)
                error = ChannelError(BROKEN)  # a stream does not end by itself
            except SourceGone:
                return
            except ChannelError as told:
                error = told
            except Exception:
                log.exception("line broke", source=source.pk, network=source.network)
                error = ChannelError(BROKEN)
            again_at = await self._note(source, ok=False, error=error)
            await asyncio.sleep(max(1.0, (again_at - utc_now()).total_seconds()))

    async def _follow(self, source: Source) -> None:
        line = cast(Streaming, connector(source.network)).stream(address_of(source), source.cursor)
        is_back = False
        async with aclosing(line):
            async for batch in line:
                await self.keeping.keep(source, batch)
                if not is_back:
                    await self._note(source, ok=True)
                    is_back = True

    # Visits

    def _start_visits(self, due: list[Source], now: datetime) -> None:
        self.visits = {pk: visit for pk, visit in self.visits.items() if not visit[1].done()}
        hosts = Counter(host for host, _ in self.visits.values())
        for source in due:
            host = urlsplit(source.address).hostname or source.network
            is_free = source.pk not in self.visits and now >= self.not_before.get(source.pk, now)
            if is_free and len(self.visits) < VISITS_AT_ONCE and hosts[host] < VISITS_PER_HOST:
                hosts[host] += 1
                self.visits[source.pk] = host, asyncio.create_task(self._visit(source))

    async def _visit(self, source: Source) -> None:
        visitor = cast(Polling, connector(source.network))
        try:
            polled = await in_a_thread(partial(visitor.poll, address_of(source), source.cursor))
            await self.keeping.keep(source, polled.batch)
        except SourceGone:
            return
        except ChannelError as told:
            await self._note(source, ok=False, error=told)
        except Exception:
            log.exception("visit broke", source=source.pk, network=source.network)
            await self._note(source, ok=False, error=ChannelError(BROKEN))
        else:
            await self._note(source, ok=True, memory=polled.memory, next_try_at=utc_now() + polled.next_in)

    async def _note(self, source: Source, *, ok: bool, **more: Any) -> datetime:  # noqa: ANN401 -- handed on
        """Note what came of it; returns when to try again."""
        now = utc_now()
        try:
            again_at = await self.writer.do(partial(record_visit, source.pk, ok=ok, now=now, **more))
        except (DatabaseError, InterfaceError):
            again_at = self.not_before[source.pk] = now + _IN_TROUBLE
        return again_at or now

    async def _leave(self) -> None:
        tasks = [task for _, task in (*self.lines.values(), *self.visits.values())]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=LEAVE_S / 2)
        if not self.writer.close(LEAVE_S / 2):
            log.warning("left while the database was busy")


def _standing(source: Source) -> Standing:
    return source.network, source.address, source.language
