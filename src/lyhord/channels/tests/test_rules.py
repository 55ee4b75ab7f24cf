"""When a source is tried again, and how it is said to do."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lyhord.channels.rules import State, Visits, has_gap, state_of, wait_after_failure

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))


class Latest(Random):
    """The longest of all chances."""

    def uniform(self, a: float, b: float) -> float:
        return b


def wait(failures: int, *, is_stream: bool, permanent: bool = False, retry_after_s: float | None = None):
    return wait_after_failure(
        failures, is_stream=is_stream, permanent=permanent, retry_after_s=retry_after_s, rng=Latest()
    )


@pytest.mark.parametrize(
    ("failures", "stream", "feed"),
    [
        (1, 2 * SECOND, 2 * MINUTE),
        (2, 4 * SECOND, 4 * MINUTE),
        (3, 8 * SECOND, 8 * MINUTE),
        (8, 256 * SECOND, 256 * MINUTE),
        (9, 5 * MINUTE, 6 * HOUR),
        (10_000, 5 * MINUTE, 6 * HOUR),
    ],
)
def test_a_source_in_trouble_is_left_alone_twice_as_long_each_time(failures, stream, feed):
    assert (wait(failures, is_stream=True), wait(failures, is_stream=False)) == (stream, feed)


@pytest.mark.parametrize(
    ("asked_for_s", "given"), [(90, 2 * MINUTE), (600, 10 * MINUTE), (10**9, DAY), (-5, 2 * MINUTE)]
)
def test_it_is_never_called_before_it_wants_but_within_a_day(asked_for_s, given):
    assert wait(1, is_stream=False, retry_after_s=asked_for_s) == given


def test_what_is_gone_for_good_is_asked_once_a_day():
    assert wait(1, is_stream=False, permanent=True) == DAY


@given(some.integers(1, 100), some.booleans(), some.integers())
def test_chance_spreads_them_and_never_lengthens_the_wait(failures, is_stream, seed):
    given = wait_after_failure(
        failures, is_stream=is_stream, permanent=False, retry_after_s=None, rng=Random(seed)
    )

    longest = wait(failures, is_stream=is_stream)
    assert max(longest * 0.75, SECOND) <= given + timedelta(microseconds=1) <= longest + SECOND


def test_not_everybody_comes_back_at_the_same_time():
    waits = {
        wait_after_failure(3, is_stream=True, permanent=False, retry_after_s=None, rng=Random(seed))
        for seed in range(20)
    }

    assert len(waits) == 20


@pytest.mark.parametrize(
    ("silent_for", "is_stream", "gap"),
    [(60 * SECOND, True, False), (61 * SECOND, True, True), (DAY, False, False)],
)
def test_only_a_stream_that_is_silent_for_over_a_minute_has_a_gap(silent_for, is_stream, gap):
    assert has_gap(is_stream=is_stream, last_ok_at=NOW - silent_for, now=NOW) is gap


def test_a_stream_that_was_never_heard_has_missed_nothing():
    assert has_gap(is_stream=True, last_ok_at=None, now=NOW) is False


FEED = {"is_active": True, "is_stream": False, "failures": 0, "last_ok_at": NOW, "next_try_at": NOW}
STREAM = {**FEED, "is_stream": True, "next_try_at": None}


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (FEED, State.OK),
        (STREAM, State.OK),
        ({**FEED, "is_active": False, "failures": 9}, State.PAUSED),
        ({**FEED, "last_ok_at": None}, State.WAITING),
        ({**FEED, "failures": 1}, State.OK),
        ({**FEED, "failures": 1, "last_ok_at": None}, State.FAILING),
        ({**FEED, "failures": 2}, State.FAILING),
        ({**STREAM, "failures": 1}, State.FAILING),
        ({**STREAM, "last_ok_at": NOW - 61 * SECOND}, State.LATE),
        ({**FEED, "last_ok_at": NOW - DAY}, State.OK),
        ({**FEED, "next_try_at": NOW - 6 * MINUTE}, State.LATE),
    ],
)
def test_how_a_source_is_doing(known, state):
    assert state_of(Visits(**known), now=NOW) is state
