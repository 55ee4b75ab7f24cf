# ruff: noqa: E402 -- Django is set up before our own modules are imported
"""How much one listener takes in, and how fast pages answer meanwhile.

    python benchmarks/listening.py --mentions 1000000 --monitors 1000 --seconds 30 --rate 500

Makes a database of its own (SQLite in a temporary folder, or LYHORD_DATABASE_URL), fills it with mentions,
then takes in posts at the wished rate while another process asks what the mentions page asks.
"""

import argparse
import multiprocessing
import os
import platform
import secrets
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from random import Random

import django
from django.core.management import call_command
from django.db import connection, connections

os.environ.setdefault("LYHORD_DATA", tempfile.mkdtemp(prefix="lyhord-benchmark-"))
os.environ.setdefault("LYHORD_SECRET_KEY", secrets.token_urlsafe(40))
os.environ["DJANGO_SETTINGS_MODULE"] = "lyhord.config.settings"
django.setup()

from lyhord.channels.contract import Batch, Event, Kind
from lyhord.channels.models import Source
from lyhord.common.clock import utc_now
from lyhord.listening import selectors, services
from lyhord.listening.models import Monitor
from lyhord.listening.rules.fitting import columns, fit
from lyhord.listening.selectors import MentionFilter
from lyhord.listening.services.storing import Found, store
from lyhord.listening.services.upkeep import kept_up
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.percolator import Post

VOCABULARY, WORDS_A_POST = 20_000, 25
NOW = datetime.now(UTC).replace(microsecond=0)


def main() -> None:
    """Measure and print one table."""
    words = argparse.ArgumentParser(description=__doc__)
    for name, default in (("mentions", 100_000), ("monitors", 1_000), ("seconds", 20), ("rate", 500)):
        words.add_argument(f"--{name}", type=int, default=default)
    wanted = words.parse_args()
    call_command("migrate", verbosity=0)
    workspace, source = _company(wanted.monitors)
    filled = _fill(workspace, source, wanted.mentions)
    stop, latencies = multiprocessing.Event(), multiprocessing.Queue()
    reader = multiprocessing.Process(target=_read, args=(workspace.pk, stop, latencies))
    reader.start()
    taken = _take_in(source, wanted.rate, wanted.seconds)
    stop.set()
    asked = latencies.get(timeout=60)
    reader.join()
    _print(wanted, filled, taken, asked)


def _company(monitors):

    rng = Random(1)
    workspace = Workspace.objects.create(slug="benchmark", name="Benchmark")
    by = Actor.machine("benchmark")
    for number in range(monitors):
        rare = [_word(rng.randrange(200, VOCABULARY)) for _ in range(4)]
        query = f'{rare[0]} OR "{rare[1]} {rare[2]}" OR #{rare[3]}' if number else "kaffe"
        asked = services.MonitorWish(name=f"Monitor {number}", query=query)
        services.create_monitor(workspace=workspace, by=by, asked=asked)
    return workspace, Source.objects.create(network="bluesky", address="jetstream", is_stream=True)


def _word(number):
    return f"w{number}"


def _events(rng, first, number, begin):

    for index in range(first, first + number):
        ranks = [min(int(rng.paretovariate(0.6)), VOCABULARY) for _ in range(WORDS_A_POST)]
        text = " ".join(map(_word, ranks)) + (" kaffe" if rng.random() < 0.02 else "")
        at, author = begin + timedelta(seconds=index / 10), f"did:plc:{rng.randrange(10_000):024d}"
        post = Post(str(index), text, author=f"{author[-6:]}.example", lang="sv", created_at=min(at, NOW))
        uri = f"at://{author}/app.bsky.feed.post/{index}"
        link = "https://a.example/"
        yield Event(kind=Kind.POSTED, external_id=uri, at=at, post=post, url=link, author_id=author)


def _fill(workspace, source, mentions):
    """Old mentions, straight into the tables by the same functions that the archive uses."""

    rng, began = Random(2), time.monotonic()
    monitors = list(Monitor.objects.values_list("pk", flat=True))
    for first in range(0, mentions, 2_000):
        told = []
        begin = NOW - timedelta(seconds=mentions / 10 + 3_600)
        for event in _events(rng, first, min(2_000, mentions - first), begin):
            fitted = fit(event, arrived_at=NOW, network="bluesky")
            told.append(
                Found(
                    columns=columns(fitted, arrived_at=NOW),
                    workspace_id=workspace.pk,
                    source_id=source.pk,
                    monitors={monitors[int(rng.paretovariate(0.8)) % len(monitors)]: 1},
                )
            )
        with kept_up() as touched:
            touched |= {mention.pk for mention in store(told)}
    return mentions / (time.monotonic() - began) if mentions else 0.0


def _take_in(source, rate, seconds):
    """Posts at ``rate``: how many a second were taken in, how long a batch took, how late at the end."""

    rng, begin = Random(3), NOW - timedelta(seconds=10**7 + 3_600)
    batches = [
        Batch(events=tuple(_events(rng, 10**8 + n * 200, 200, begin)), cursor=str(n))
        for n in range(rate * seconds // 200)
    ]
    services.archive(source=source, batch=batches[0], now=utc_now())
    took, new, began, cpu = [], 0, time.monotonic(), time.process_time()
    for number, batch in enumerate(batches[1:]):
        due = began + number * 200 / rate
        time.sleep(max(0.0, due - time.monotonic()))
        start = time.monotonic()
        new += services.archive(source=source, batch=batch, now=utc_now()).new
        took.append(time.monotonic() - start)
    posts, passed = 200 * len(took), time.monotonic() - began
    return {
        "posts_per_s": posts / passed,
        "most_per_cpu_s": posts / (time.process_time() - cpu),
        "batch_ms": [1000 * each for each in took],
        "behind_s": max(0.0, passed - posts / rate),
        "new": new,
    }


def _read(workspace_id, stop, latencies):
    """Ask what the pages ask, one after the other, ten times a second at most."""

    connections.close_all()

    workspace = Workspace.objects.get(pk=workspace_id)
    monitor = Monitor.objects.order_by("pk")[1].pk
    questions = {
        "newest": MentionFilter(),
        "unread of a monitor": MentionFilter(monitor=monitor, state="new"),
        "a rare word": MentionFilter(query=_word(900)),
        "a common word": MentionFilter(query=_word(1)),
        "two words, network, language": MentionFilter(
            query=f"{_word(1)} {_word(40)}", network="bluesky", lang="sv"
        ),
    }
    took = {name: [] for name in [*questions, "list of monitors"]}
    while not stop.is_set():
        for name, asked in questions.items():
            took[name].append(_timed(lambda asked=asked: selectors.mentions(workspace, asked)))
        took["list of monitors"].append(_timed(lambda: selectors.monitor_list(workspace, now=NOW)))
        time.sleep(0.1)
    latencies.put(took)


def _timed(job):
    """Milliseconds by the clock and of the processor (a busy machine shows in the first only)."""
    start, spent = time.monotonic(), time.process_time()
    job()
    return 1000 * (time.monotonic() - start), 1000 * (time.process_time() - spent)


def _print(wanted, filled, taken, asked):

    engine = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else "PostgreSQL"
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{machine}, Python {platform.python_version()}, {engine}")
    print(f"{wanted.mentions:,} mentions filled at {filled:,.0f}/s; {wanted.monitors:,} monitors")
    print(f"taken in: {taken['posts_per_s']:.0f} posts/s of {wanted.rate} wished,", end=" ")
    print(f"{taken['behind_s']:.1f} s behind, {taken['new']} mentions,", end=" ")
    print(f"{taken['most_per_cpu_s']:.0f} posts per CPU second;", end=" ")
    print(f"batch of 200 p50/p95 {_p(taken['batch_ms'], 50):.0f}/{_p(taken['batch_ms'], 95):.0f} ms")
    for name, each in asked.items():
        wall, cpu = zip(*each, strict=True)
        spent = f"of the processor {_p(cpu, 50):.0f}/{_p(cpu, 95):.0f} ms, n {len(each)}"
        print(f"  {name}: p50/p95 {_p(wall, 50):.0f}/{_p(wall, 95):.0f} ms, {spent}")


def _p(values, percent):
    return (
        statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
    )


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
