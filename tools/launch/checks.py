"""``./lyhord test``: everything that guards the code, quick things first, and a table of where the time went.

A check that fails does not keep the others from running; the exit status tells, and the table what to type.
With arguments, only pytest runs, with those.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from launch import system
from launch.install import installer, prepare
from launch.places import PYTHON, ROOT
from launch.postgres import postgres
from launch.run import Failed, aloud, quietly
from lyhord.config.steps import complain, say

SLOW = "browser or drill or atproto"
NOTHING_COLLECTED = 5  # pytest's status
AGAIN = "Those alone: ./lyhord test --last-failed"
MEND = {
    "Format": "Type: .venv/bin/ruff format",
    "Lint": "Type: .venv/bin/ruff check --fix",
    "Templates": "Type: .venv/bin/djade --target-version 5.2 $(git ls-files '*.html')",
    "Types": "Look where it points: .venv/bin/mypy",
    "House": "docs/architecture.md says who may import whom: .venv/bin/lint-imports",
    "Migrations": "Type: ./lyhord makemigrations",
}
COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed|deselected)")


@dataclass
class Report:
    """What has been checked so far."""

    rows: list[tuple[str, bool, float, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def check(self, name: str, run: Callable[[], str]) -> bool:
        """Run one check; it raises Failed, or returns what stands in the table. Whether all was well."""
        say(f"\n── {name} ".ljust(100, "─"))
        began, passed, note = time.monotonic(), True, ""
        try:
            note = run()
        except Failed as failure:
            complain(str(failure))
            passed, note = False, str(failure).strip().splitlines()[-1]
        self.rows.append((name, passed, time.monotonic() - began, note))
        return passed

    def show(self) -> int:
        """The table, and a last line that a machine can read; returns the exit status."""
        say("")
        for name, passed, seconds, note in self.rows:
            say(f"{'✓' if passed else '✗'} {name:<34}{seconds:7.1f} s  {note}")
        wrong = [name for name, passed, *_ in self.rows if not passed]
        say(f"\n{', '.join(wrong)}: see above." if wrong else "\nAll is well.")
        counted = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        say(f"==== {counted or 'no tests'} in {time.monotonic() - self.began:.2f}s ====")
        return 1 if wrong else 0

    def pytest(self, *arguments: str, **environment: str) -> str:
        """Run pytest and count. Raises Failed."""
        status, closing = _pytest(*arguments, **environment)
        for number, what in COUNT.findall(closing):
            if what != "deselected":
                self.counts[what] = self.counts.get(what, 0) + int(number)
        if status not in {0, NOTHING_COLLECTED}:
            raise Failed(f"{closing or f'pytest ended with status {status}'}. {AGAIN}")
        return closing


def run_tests(arguments: list[str]) -> int:
    """Make ready what the tests need and run them, or pytest with ``arguments``; gives the exit status."""
    if arguments:
        _make_ready()
        return aloud(PYTHON, "-m", "pytest", *arguments)
    report = Report()
    say(f"Python {sys.version.split()[0]}, packages by {installer()}")
    with ThreadPoolExecutor(1) as beside:  # apt waits for the network and the disk; so do we
        packages = beside.submit(system.provide)
        if not report.check("Set-up", _make_ready):
            return report.show()
        _guard_all(report)
        report.check("System packages", partial(_result, packages))
    without = " and not browser" if "chromium" in system.missing() else ""
    report.check("Tests on SQLite", lambda: report.pytest("-n", "2", "-m", f"not ({SLOW})"))
    report.check("Browser, drills, networks", lambda: report.pytest("-n", "2", "-m", f"({SLOW}){without}"))
    report.check("Tests on PostgreSQL", lambda: _on_postgres(report))
    return report.show()


def _make_ready() -> str:
    prepare("test.txt")
    quietly(PYTHON, "-P", "-m", "lyhord", "words", advice="A translation cannot be compiled.")
    return ""


def _guard_all(report: Report) -> None:
    """One core for mypy, which takes longest, the other for the rest. Shown in their order."""
    guards = _guards()
    with ThreadPoolExecutor(2) as cores:
        slowest_first = sorted(guards, key=lambda name: name != "Types")
        running = {name: cores.submit(_guard, name, *guards[name]) for name in slowest_first}
        for name in guards:
            report.check(name, partial(_result, running[name]))


def _result(future: "Future[str]") -> str:
    return future.result()


def _guards() -> dict[str, tuple[str | Path, ...]]:
    tools = PYTHON.parent
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").glob("**/templates/**/*.html"))
    return {
        "Format": (tools / "ruff", "format", "--check", "--quiet"),
        "Lint": (tools / "ruff", "check", "--quiet"),
        "Templates": (tools / "djade", "--check", "--target-version", "5.2", *templates),
        "Types": (tools / "mypy",),
        "House": (tools / "lint-imports",),
        "Migrations": (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
    }


def _guard(name: str, *command: str | Path) -> str:
    began = time.monotonic()
    quietly(*command, advice=MEND[name], DJANGO_SETTINGS_MODULE="tests.settings", PYTHONPATH=str(ROOT))
    return f"{time.monotonic() - began:.1f} s by itself"


def _on_postgres(report: Report) -> str:
    """Only what touches the database: the rest cannot come out differently."""
    with postgres() as url:
        return report.pytest(
            *("-n", "2", "-p", "launch.only_database", "-m", f"not ({SLOW})"),
            LYHORD_TEST_DATABASE_URL=url,
            PYTHONPATH=str(ROOT / "tools"),
        )


def _pytest(*arguments: str, **environment: str) -> tuple[int, str]:
    """Its exit status and its closing line; what it says is shown as it comes."""
    with subprocess.Popen(
        [PYTHON, "-m", "pytest", "-q", "--durations=10", "--durations-min=5", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        closing = ""
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            closing = line if COUNT.search(line) else closing
    return running.returncode, closing.strip("= \n")
