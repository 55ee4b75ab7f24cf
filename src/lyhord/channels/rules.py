"""Decisions about sources: when to try again, and how a source is doing. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(days=1)
_STREAM_FIRST, _STREAM_LONGEST = timedelta(seconds=2), timedelta(minutes=5)
_FEED_FIRST, _FEED_LONGEST = timedelta(minutes=2), timedelta(hours=6)
GAP_AFTER = timedelta(seconds=60)  # a stream that is silent for longer has a gap
_OVERDUE = timedelta(minutes=5)


class State(TextChoices):
    """How a source is doing."""

    OK = "ok", _("Works")
    WAITING = "waiting", _("Not read yet")
    LATE = "late", _("Late")
    FAILING = "failing", _("Trouble")
    PAUSED = "paused", _("Paused")


@dataclass(frozen=True, kw_only=True)
class Visits:
    """What we know of our visits to a source."""

    is_active: bool
    is_stream: bool
    failures: int
    last_ok_at: datetime | None
    next_try_at: datetime | None


def state_of(visits: Visits, *, now: datetime) -> State:
    """How the source is doing. One failure of a feed that worked before is no trouble yet."""
    if not visits.is_active:
        return State.PAUSED
    if visits.failures and (visits.is_stream or visits.failures > 1 or visits.last_ok_at is None):
        return State.FAILING
    if visits.last_ok_at is None:
        return State.WAITING
    if visits.is_stream:
        return State.LATE if now - visits.last_ok_at > GAP_AFTER else State.OK
    return State.LATE if visits.next_try_at and now - visits.next_try_at > _OVERDUE else State.OK


def wait_after_failure(
    failures: int, *, is_stream: bool, permanent: bool, retry_after_s: float | None, rng: Random
) -> timedelta:
    """How long to leave a source alone after its ``failures``-th failure in a row (1 is the first).

    Twice as long each time, with jitter so that not everybody comes back at once; never before the source
    wants it, never longer than a day.
    """
    first, longest = (_STREAM_FIRST, _STREAM_LONGEST) if is_stream else (_FEED_FIRST, _FEED_LONGEST)
    wait = LONGEST_WAIT if permanent else min(first * 2 ** min(failures - 1, 20), longest)
    wait *= rng.uniform(0.75, 1.0)
    if retry_after_s is not None:
        wait = max(wait, timedelta(seconds=retry_after_s))
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def has_gap(*, is_stream: bool, last_ok_at: datetime | None, now: datetime) -> bool:
    """Whether a source that does not answer now has been silent for so long that posts may be missing."""
    return is_stream and last_ok_at is not None and now - last_ok_at > GAP_AFTER
