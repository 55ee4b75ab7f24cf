"""Work that blocks, beside an event loop: one thread for the database, and a thread for each visit.

All are daemons: none can keep the process from ending.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import close_old_connections, connections

T = TypeVar("T")
_Job = tuple[Callable[[], Any], asyncio.Future[Any], asyncio.AbstractEventLoop]


class Writer:
    """One thread that does one thing after the other, so that our own processes never wait for each other."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def do(self, job: Callable[[], T]) -> T:
        """What ``job`` gives or raises. Who is cancelled while waiting does not stop the job."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._jobs.put((job, done, loop))
        return await done

    def close(self, patience_s: float) -> bool:
        """Finish what was begun and asked for; whether that was done in time."""
        self._jobs.put(None)
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (asked := self._jobs.get()) is not None:
            job, done, loop = asked
            if not done.cancelled():
                _run(job, done, loop)
        connections.close_all()


async def in_a_thread(job: Callable[[], T]) -> T:
    """What ``job`` gives or raises, done in a thread of its own."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()
    threading.Thread(target=_run, args=(job, done, loop), name="visit", daemon=True).start()
    return await done


def _run(job: Callable[[], T], done: asyncio.Future[T], loop: asyncio.AbstractEventLoop) -> None:
    close_old_connections()
    try:
        result = job()
    except BaseException as error:  # whoever waits for the job has to deal with it
        _tell(loop, done, done.set_exception, error)
        if not isinstance(error, Exception):
            raise
    else:
        _tell(loop, done, done.set_result, result)
    finally:
        close_old_connections()


def _tell(
    loop: asyncio.AbstractEventLoop, done: asyncio.Future[Any], tell: Callable[[Any], None], what: object
) -> None:
    def unless_cancelled() -> None:
        if not done.cancelled():
            tell(what)

    if not loop.is_closed():
        loop.call_soon_threadsafe(unless_cancelled)
