# ruff: noqa: PLC0415 -- Django is set up once the folder is known
"""One listener at its load, and how fast the pages answer meanwhile: the whole product, as people run it.

    python benchmarks/listening.py --mentions 1000000 --monitors 1000 --seconds 60 --rate 500

Starts web, worker and listener on an archive (made once by ``benchmarks/department.py``, kept in --folder),
plays a Jetstream on loopback that tells ``rate`` posts a second, one in fifty with a name that somebody
listens for, and asks for pages over HTTP, one after the other. Give no rate to measure the pages alone.
"""

import argparse
import os
import platform
import secrets
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PORT, JETSTREAM = 8431, 8432  # the latter is benchmarks/jetstream.py's
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("mentions", 100_000),
        ("monitors", 1_000),
        ("seconds", 30),
        ("rate", 0),
        ("heard", 300_000),
    ):
        words.add_argument(f"--{name}", type=int, default=default)
    words.add_argument("--folder", type=Path, help="where the archive is kept from one run to the next")
    wanted = words.parse_args()
    kept = f"lyhord-benchmark-{wanted.mentions}-{wanted.monitors}"
    folder = wanted.folder or Path(tempfile.gettempdir()) / kept
    _surroundings(folder)
    _build(wanted)
    from benchmarks.jetstream import Player
    from benchmarks.pages import asker_and_pages

    asker, pages = asker_and_pages(PORT, wanted.monitors)
    player = Player(wanted.rate, wanted.monitors)
    with player.playing(), running("web", "--port", str(PORT)) as web, running("work") as worker:
        _wait_for_web()
        with running("listen") as listener:
            _ask(asker, pages, rounds=1)  # templates, caches
            player.wait_for_listener()
            _report(wanted, measure(asker, pages, player, wanted.seconds, (web, worker, listener)))


def _surroundings(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    key = folder / "key-of-the-benchmark"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(40))
    os.environ |= {
        "LYHORD_DATA": str(folder),
        "LYHORD_SECRET_KEY": key.read_text(),
        "LYHORD_URL": f"http://127.0.0.1:{PORT}",
        "LYHORD_BLUESKY_JETSTREAM": f"ws://127.0.0.1:{JETSTREAM}",
        "LYHORD_BLUESKY_APPVIEW": "http://127.0.0.1:9",  # nobody: handles stay unknown
        "LYHORD_ALLOWED_NETWORKS": "127.0.0.0/8",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "lyhord.config.settings",
    }


def _build(wanted: argparse.Namespace) -> None:
    sizes = [f"--{name}={getattr(wanted, name)}" for name in ("mentions", "monitors", "heard")]
    subprocess.run([sys.executable, ROOT / "benchmarks/department.py", *sizes], check=True)


@contextmanager
def running(*words: str) -> Iterator[int]:
    """One of our processes; its pid."""
    log = Path(os.environ["LYHORD_DATA"]) / f"{words[0]}.log"
    command = [sys.executable, "-m", "lyhord", *words]
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        try:
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait_for_web() -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{PORT}/healthz", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The pages do not come up: see web.log.")


def _ask(asker: httpx.Client, pages: dict[str, str], *, rounds: int) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, path in pages.items():
            began = time.monotonic()
            asker.get(path).raise_for_status()
            took[name].append(1000 * (time.monotonic() - began))
    return took


def measure(asker, pages, player, seconds, pids) -> dict:
    """What ``seconds`` of it give."""
    from lyhord.listening.models import HeardPost, Mention

    def newest(model):
        return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def mentions():
        return Mention.objects.filter(arrived_at__gte=start).count() if player.rate else 0

    start, began, heard, told, cpu = (
        datetime.now(UTC),
        time.monotonic(),
        newest(HeardPost),
        player.told,
        _cpu(pids),
    )
    took, late = {name: [] for name in pages}, []
    while (passed := time.monotonic() - began) < seconds:
        for name, each in _ask(asker, pages, rounds=1).items():
            took[name] += each
        late += [_behind()] if player.rate else []
    spent = [(now - then) / passed for now, then in zip(_cpu(pids), cpu, strict=True)]
    taken, told = newest(HeardPost) - heard, player.told - told
    return {
        "took": took,
        "late": late,
        "passed": passed,
        "cpu": spent,
        "told": told,
        "heard": taken,
        "new": mentions(),
    }


def _behind() -> float:
    """Seconds from the newest post that is stored, with all before it, to now."""
    from lyhord.channels.models import Source

    cursor = Source.objects.get(network="bluesky", address="jetstream").cursor
    return time.time() - int(cursor.split()[0]) / 1e6 if cursor else float("inf")


def _cpu(pids) -> list[float]:
    """Seconds of the processor that each process has had."""
    found = []
    for pid in pids:
        user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        found.append((int(user) + int(system)) / CLOCK_TICKS)
    return found


def _report(wanted, found) -> None:
    from django.db import connection

    engine = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else "PostgreSQL"
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{machine}, Python {platform.python_version()}, {engine}")
    print(f"{wanted.mentions:,} mentions, {wanted.monitors:,} monitors, {found['passed']:.0f} s")
    web, worker, listener = (f"{100 * share:.0f} %" for share in found["cpu"])
    print(f"of one processor: web {web}, worker {worker}, listener {listener}")
    if wanted.rate:
        told, stored = found["told"] / found["passed"], found["heard"] / found["passed"]
        behind = f"{_p(found['late'], 50):.1f}/{max(found['late']):.1f} s"
        print(f"told {told:.0f} posts/s, stored {stored:.0f}/s, {found['new']} new mentions;", end=" ")
        print(f"behind p50/max {behind}")
    every = [ms for each in found["took"].values() for ms in each]
    print(
        f"pages: {len(every)} asked, p50/p95/max {_p(every, 50):.0f}/{_p(every, 95):.0f}/{max(every):.0f} ms"
    )
    for name, each in sorted(found["took"].items(), key=lambda one: -_p(one[1], 95)):
        print(f"  {name}: p50/p95 {_p(each, 50):.0f}/{_p(each, 95):.0f} ms, n {len(each)}")


def _p(values, percent) -> float:
    return (
        statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
    )


if __name__ == "__main__":
    main()
