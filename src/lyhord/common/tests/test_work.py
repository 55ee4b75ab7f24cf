"""The worker's loop."""

import random
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from structlog.contextvars import get_contextvars
from structlog.testing import capture_logs

from lyhord.common import work as loop
from lyhord.common.work import Chore, work

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON = timedelta(milliseconds=1)
PATIENCE_S = 10


class Worker(threading.Thread):
    """The loop in a thread, as the worker's process runs it."""

    def __init__(self, *chores: Chore, beat=lambda now, note: None):
        super().__init__(daemon=True)
        self.stop, self.chores, self.beat = threading.Event(), chores, beat

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.join(PATIENCE_S)

    def run(self):
        work(self.chores, beat=self.beat, stop=self.stop, clock=lambda: NOW)


def chore(name, run, every=SOON):
    return Chore(name, every, run)


def after(times: int, event: threading.Event):
    """A chore that tells when it has come round so many times."""
    left = iter(range(times - 1, -1, -1))

    def run(now: datetime) -> int:
        if next(left, None) == 0:
            event.set()
        return 1

    return run


def test_a_chore_comes_round_again_and_again():
    thrice = threading.Event()

    with Worker(chore("sweep", after(3, thrice))):
        came = thrice.wait(PATIENCE_S)

    assert came


def test_a_poisoned_chore_does_not_hold_up_another():
    def poisoned(now):
        raise ValueError("poison")

    often = threading.Event()

    with capture_logs(), Worker(chore("poisoned", poisoned), chore("good", after(20, often))):
        came = often.wait(PATIENCE_S)

    assert came


def test_a_chore_that_hangs_does_not_hold_up_another():
    hung, often = threading.Event(), threading.Event()

    with Worker(chore("hangs", lambda now: hung.wait(PATIENCE_S)), chore("good", after(20, often))):
        came = often.wait(PATIENCE_S)
        hung.set()

    assert came


def test_the_loop_ends_within_a_second_although_a_chore_hangs():
    hung, under_way = threading.Event(), threading.Event()

    def hangs(now):
        under_way.set()
        hung.wait(PATIENCE_S)
        return 0

    worker = Worker(chore("hangs", hangs))
    with worker:
        under_way.wait(PATIENCE_S)
        began = time.monotonic()
        worker.stop.set()
        worker.join(PATIENCE_S)
        took = time.monotonic() - began
        hung.set()

    assert took < 1


def test_a_failure_is_logged_with_the_chore_and_the_id_of_the_job():
    seen, failed = {}, threading.Event()

    def poisoned(now):
        seen.update(get_contextvars())
        failed.set()
        raise ValueError("poison")

    with capture_logs() as log, Worker(chore("poisoned", poisoned, timedelta(hours=1))):
        failed.wait(PATIENCE_S)

    assert [(line["event"], line["failures"], line["log_level"]) for line in log] == [
        ("chore failed", 1, "error")
    ]
    assert (seen["chore"], len(seen["job"])) == ("poisoned", 8)


@pytest.mark.parametrize(
    ("every_s", "failures", "shortest", "longest"),
    [(5, 0, 5, 5), (5, 1, 5, 10), (5, 2, 10, 20), (5, 9, 450, 900), (0.001, 1, 1, 2), (3600, 5, 1800, 3600)],
)
def test_a_failing_chore_waits_longer_each_time_with_jitter_and_a_limit(every_s, failures, shortest, longest):
    waits = [
        loop._Round(chore("x", int, timedelta(seconds=every_s)), failures, rng=random.Random(seed)).pause()
        for seed in range(200)
    ]

    assert shortest <= min(waits) <= max(waits) <= longest
    assert len(set(waits)) > 100 or not failures


@pytest.mark.django_db
def test_success_forgets_earlier_failures():
    each = loop._Round(chore("x", lambda now: 0), failures=4)

    each.go(NOW)

    assert (each.failures, each.pause()) == (0, SOON.total_seconds())


def test_the_heartbeat_tells_how_every_chore_goes():
    beats, told = [], threading.Event()

    def beat(now, note):
        beats.append((now, set(note), set(note["sweep"])))
        told.set()

    with Worker(chore("sweep", lambda now: 0), beat=beat):
        told.wait(PATIENCE_S)

    assert beats == [(NOW, {"sweep"}, {"done_at", "busy_since", "failures", "error"})]


def test_the_chores_go_on_when_the_heartbeat_fails():
    def full_disk(now, note):
        raise OSError("No space left on device")

    often = threading.Event()

    with capture_logs(), Worker(chore("good", after(5, often)), beat=full_disk):
        came = often.wait(PATIENCE_S)

    assert came
