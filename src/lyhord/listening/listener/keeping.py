"""Storing what the lines give, however long the database takes."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random

import structlog
from django.db import DatabaseError, InterfaceError

from lyhord.channels.contract import Batch, ChannelError, Missed
from lyhord.channels.models import Source
from lyhord.channels.services import record_visit
from lyhord.common.clock import utc_now
from lyhord.common.sentences import gettext_noop
from lyhord.listening.listener.troubles import is_the_databases
from lyhord.listening.listener.writer import Writer
from lyhord.listening.rules.cutting import cut
from lyhord.listening.services import SourceGone, archive

NOT_NOW = gettext_noop("The database takes no posts at the moment. They wait, and will be stored.")
CANNOT_BE_STORED = gettext_noop("A post could not be stored.")
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 15.0

log = structlog.get_logger(__name__)


class Keeping:
    """Gives batches to the writer; a batch is stored, or its line waits."""

    def __init__(self, writer: Writer, rng: Random | None = None) -> None:
        self.kept = 0  # events since the start
        self._writer, self._rng = writer, rng or Random()

    async def keep(self, source: Source, batch: Batch) -> None:
        """Store all of ``batch`` and go on from its cursor. Raises SourceGone, and nothing else."""
        for piece in cut(batch, before=source.cursor):
            await self._keep_piece(source, piece)
            self.kept += len(piece.events)
        source.cursor = batch.cursor

    async def _keep_piece(self, source: Source, piece: Batch) -> None:
        try:
            await self._patiently(source, piece)
        except SourceGone:
            raise
        except Exception:
            if len(piece.events) > 1:  # one of them is bad: the others shall not suffer
                for one in cut(piece, before=source.cursor, size=1):
                    await self._keep_piece(source, one)
                return
            if not piece.events:
                raise
            log.exception("post could not be stored", source=source.pk, post=piece.events[0].external_id)
            await self._patiently(source, _without(piece))

    async def _patiently(self, source: Source, piece: Batch) -> None:
        """Try until the database is there again. What is wrong with the batch itself is raised."""
        wait_s = FIRST_WAIT_S
        while True:
            try:
                await self._writer.do(partial(archive, source=source, batch=piece, now=utc_now()))
            except (DatabaseError, InterfaceError) as error:
                if not is_the_databases(error):
                    raise
                log.warning("database in trouble", source=source.pk, error=str(error))
                await self._say(source, ok=False, error=ChannelError(NOT_NOW))
                await asyncio.sleep(wait_s * self._rng.uniform(0.5, 1.0))
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)
            else:
                if wait_s > FIRST_WAIT_S:
                    await self._say(source, ok=True)
                return

    async def _say(self, source: Source, *, ok: bool, error: ChannelError | None = None) -> None:
        """On the source's health, if the database takes at least that."""
        with suppress(DatabaseError, InterfaceError):
            await self._writer.do(partial(record_visit, source.pk, now=utc_now(), ok=ok, error=error))


def _without(piece: Batch) -> Batch:
    """The piece without its post; what is missing is known."""
    at = piece.events[0].at
    return replace(
        piece, events=(), missed=piece.missed or Missed(from_at=at, to_at=at, reason=CANNOT_BE_STORED)
    )
