"""The worker's loop: chores that come round, each in a thread of its own, so that none can hold up another.

A chore is a plain function ``run(now) -> how much it did``: at least once, idempotent, at most about a minute
at a time. What it leaves for later is a row in a state. When it fails, it waits twice as long each time (with
jitter; at most 15 minutes, or its own rhythm where that is slower), and the log says why, with the job's id.
"""

import random
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

import structlog
from django.db import close_old_connections
from structlog.contextvars import bound_contextvars

from lyhord.common.clock import utc_now

__all__ = ["Chore", "Note", "work"]

LONGEST_WAIT = timedelta(minutes=15)
BEAT_EVERY = timedelta(seconds=10)
LEAVE_S = 0.8  # how long a chore under way may go on when we are told to end
_log = structlog.get_logger(__name__)

Note = dict[
    str, dict[str, object]
]  # what the heartbeat tells: by chore, its last success, failures, whether busy


@dataclass(frozen=True)
class Chore:
    """Something that comes round: its name, how often, and what it does."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


@dataclass
class _Round:
    """One chore and how it goes."""

    chore: Chore
    failures: int = 0
    done_at: datetime | None = None
    busy_since: datetime | None = None
    error: str = ""
    rng: random.Random = field(default_factory=random.Random)

    def go(self, now: datetime) -> None:
        """Run it once; whatever happens, the loop goes on."""
        self.busy_since, began = now, perf_counter()
        with bound_contextvars(job=secrets.token_hex(4), chore=self.chore.name):
            try:
                did = self.chore.run(now)
            except Exception as error:
                self.failures, self.error = self.failures + 1, type(error).__name__
                _log.exception("chore failed", failures=self.failures)
            else:
                self.failures, self.error, self.done_at = 0, "", now
                if did:
                    _log.info("chore done", did=did, ms=round((perf_counter() - began) * 1000))
            finally:
                self.busy_since = None
                close_old_connections()

    def pause(self) -> float:
        """Seconds until it comes round again."""
        every = self.chore.every.total_seconds()
        if not self.failures:
            return every
        longest = max(every, LONGEST_WAIT.total_seconds())
        wait = min(max(every, 1.0) * 2.0 ** min(self.failures, 20), longest)
        return wait * self.rng.uniform(0.5, 1.0)

    def state(self) -> dict[str, object]:
        """What the heartbeat tells about it."""
        return {
            "done_at": self.done_at and self.done_at.isoformat(),
            "busy_since": self.busy_since and self.busy_since.isoformat(),
            "failures": self.failures,
            "error": self.error,
        }


def work(
    chores: Iterable[Chore],
    *,
    beat: Callable[[datetime, Note], None],
    stop: threading.Event,
    clock: Callable[[], datetime] = utc_now,
) -> None:
    """Run ``chores`` until ``stop`` is set, then return within a second, even when one of them hangs.

    ``beat`` is called every ten seconds; when it fails (a full disk, a locked database) the chores go on.
    """
    rounds = [_Round(chore) for chore in chores]
    threads = [threading.Thread(target=_come_round, args=(each, stop, clock), daemon=True) for each in rounds]
    for thread in threads:
        thread.start()
    while True:
        _beat(beat, clock(), {each.chore.name: each.state() for each in rounds})
        if stop.wait(BEAT_EVERY.total_seconds()):
            break
    leave_at = perf_counter() + LEAVE_S
    for thread in threads:
        thread.join(max(0.0, leave_at - perf_counter()))


def _come_round(each: _Round, stop: threading.Event, clock: Callable[[], datetime]) -> None:
    while not stop.is_set():
        each.go(clock())
        stop.wait(each.pause())


def _beat(beat: Callable[[datetime, Note], None], now: datetime, note: Note) -> None:
    try:
        beat(now, note)
    except Exception:
        _log.exception("heartbeat failed")
    finally:
        close_old_connections()
