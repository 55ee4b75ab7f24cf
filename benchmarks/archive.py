# ruff: noqa: E402 -- Django is set up before our own modules are imported
"""How long a new query takes over a large archive: until the preview is whole, and until the look back is.

    python benchmarks/department.py --mentions 1000000 --monitors 200 --heard 0
    python benchmarks/archive.py --times 5

Both in LYHORD_DATA. Asks as the editor does, in slices of a second (on a busy machine many slices do little
but begin: then ``--slice 1000`` shows the work itself), and prints what a person waits for: the
first answer, and the whole one. ``--look-back`` also makes each query a monitor, lets the worker's chore look
back, and stops after ``--most`` seconds; this changes the archive.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "lyhord.config.settings"
django.setup()

from benchmarks.department import name_of

from lyhord.common.clock import utc_now
from lyhord.listening import selectors, services
from lyhord.listening.models import BackFill, HeardPost, Mention
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor

QUESTIONS = {
    "rare word": name_of(40),
    "common word": name_of(0),
    "word in a third": "och",
    "two words": "och att",
    "beginning": "kaffea*",
    "phrase": '"och det"',
    "near": "och NEAR/3 att",
    "excluded": "lang:sv -och",
    "site": "site:t.co",
    "author": "author:000000.example",
    "question": "has:question",
    "followers": "followers:>=0",
    "part of a link": "url:/kampanj/",
    "characters": 'raw:"H&M"',
}


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--slice", type=float, default=0.8, help="seconds; much, on a busy machine")
    words.add_argument("--look-back", action="store_true")
    words.add_argument("--most", type=float, default=60)
    wanted = words.parse_args()
    workspace = Workspace.objects.get()
    print(f"{platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    print(f"{Mention.objects.count():,} mentions, {HeardPost.objects.count():,} heard posts")
    print("| query | hits | first answer | whole, p50 | worst | of the processor, p50 |")
    print("|---|---|---|---|---|---|")
    for name, query in QUESTIONS.items():
        hits, runs = 0, []
        for _ in range(wanted.times):
            hits, *took = tried(workspace, query, wanted.slice)
            runs.append(took)
        first, whole, cpu = zip(*runs, strict=True)
        print(f"| {name}: `{query}` | {hits:,} | {statistics.median(first):.2f} s |", end=" ")
        print(
            f"{statistics.median(whole):.2f} s | {max(whole):.2f} s | {statistics.median(cpu):.2f} s |",
            flush=True,
        )
    if wanted.look_back:
        _look_back(workspace, wanted.most)


def tried(workspace: Workspace, query: str, slice_s: float) -> tuple[int, float, float, float]:
    """Hits; seconds to the first answer and to the whole one; seconds of the processor."""
    start, spent, first, after = time.monotonic(), time.process_time(), 0.0, ""
    while True:
        found = selectors.preview(workspace, query, seconds=slice_s, after=after)
        selectors.query_cost(workspace, query, found)
        first = first or time.monotonic() - start
        if found.complete:
            return found.hits, first, time.monotonic() - start, time.process_time() - spent
        after = found.go_on


def _look_back(workspace: Workspace, most: float) -> None:
    print("| look back | found | among | seconds | of the processor | done |")
    print("|---|---|---|---|---|---|")
    for name, query in QUESTIONS.items():
        asked = services.MonitorWish(name=f"{name} {time.monotonic()}", query=query)
        monitor = services.create_monitor(workspace=workspace, by=Actor.machine("benchmark"), asked=asked)
        start, spent = time.monotonic(), time.process_time()
        while time.monotonic() - start < most and services.fill_next(now=utc_now()):
            pass
        took, cpu = time.monotonic() - start, time.process_time() - spent
        how = selectors.back_fill_progress(monitor)
        if how:
            print(
                f"| {name}: `{query}` | {how.found:,} | {how.seen:,} | {took:.1f} s | {cpu:.1f} s |", end=" "
            )
            print(f"{how.part:.0%} |", flush=True)
        services.stop_back_fill(monitor=monitor, by=Actor.machine("benchmark"), now=utc_now())
        BackFill.objects.filter(monitor=monitor).delete()


if __name__ == "__main__":
    main()
