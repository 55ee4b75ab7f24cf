"""The launcher: what it does before anything is installed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import assets  # noqa: E402 -- the path comes first
import launch.main as launcher  # noqa: E402
from launch import checks, install, system  # noqa: E402
from launch.checks import Report  # noqa: E402
from launch.run import Failed, quietly  # noqa: E402

FIRST_PAGE_S, AGAIN_S = 90, 8


def old_python() -> str:
    """A Python that is too old, where there is one."""
    for minor in (10, 9, 8, 7, 6):
        if found := shutil.which(f"python3.{minor}"):
            said = subprocess.run(
                [found, "-c", "import sys; print(sys.executable)"], capture_output=True, text=True
            )
            if said.returncode == 0:
                return said.stdout.strip()
    return ""


OLD = old_python()


@pytest.mark.skipif(not OLD, reason="no old Python here")
def test_an_old_python_says_what_to_install(tmp_path):
    run = subprocess.run(
        [OLD, ROOT / "lyhord", "up"],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
    )

    assert (run.returncode, "apt-get install python3 python3-venv" in run.stderr) == (1, True)


def test_a_python_without_venv_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(install, "installer", lambda: "pip")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(Failed, match="apt-get install python3-venv"):
        install.prepare()


def test_a_folder_that_is_somebody_elses_is_said(monkeypatch):
    def refused():
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(install, "_environment", refused)

    with pytest.raises(Failed, match=r"\.venv cannot be written by you"):
        install.prepare()


def test_a_failure_shows_what_was_said_and_what_to_do():
    with pytest.raises(Failed, match=r"(?s)no such package.*set HTTPS_PROXY"):
        quietly(sys.executable, "-c", "import sys; sys.exit('no such package')", advice="set HTTPS_PROXY")


def test_a_program_that_is_not_there_is_said():
    with pytest.raises(Failed, match="install it"):
        quietly("/no/such/program", advice="install it")


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "VENV", tmp_path)
    calls = []
    monkeypatch.setattr(install, "_install", lambda *what: calls.append(what))

    install._packages("test.txt")
    install._packages("test.txt")
    install._packages("base.txt")

    assert len(calls) == 1


def test_compiled_modules_are_kept_whatever_the_shell_says(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(launcher, "prepare", lambda: None)
    started = []
    monkeypatch.setattr("os.execv", lambda *_: started.append(os.environ.get("PYTHONDONTWRITEBYTECODE")))

    launcher.main(["up"])

    assert started == [None]


def test_an_ordinary_user_is_told_what_root_should_type(monkeypatch):
    monkeypatch.setattr(system, "missing", lambda: ["chromium", "gettext"])
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(Failed, match="apt-get install -y --no-install-recommends chromium gettext"):
        system.provide()


def test_a_check_that_fails_does_not_keep_the_others_from_running(capsys):
    report = Report()

    def fails() -> str:
        raise Failed("1 failed")

    report.check("first", fails)
    report.check("second", lambda: "fine")

    assert (report.show(), [row[1] for row in report.rows]) == (1, [False, True])


def test_every_check_that_fails_says_what_to_type(capsys):
    report = Report()

    report.check("Lint", lambda: checks._guard("Lint", sys.executable, "-c", "raise SystemExit(1)"))
    report.show()

    assert set(checks.MEND) == set(checks._guards())
    assert "Type: .venv/bin/ruff check --fix" in capsys.readouterr().out


def test_quick_checks_run_beside_the_slow_one_and_are_shown_in_their_order(monkeypatch, capsys):
    lines = dict.fromkeys(("Format", "Types", "House"), (sys.executable, "-c", "pass"))
    monkeypatch.setattr(checks, "_guards", lambda: lines)
    report = Report()

    checks._guard_all(report)

    assert [(name, passed) for name, passed, *_ in report.rows] == [(name, True) for name in lines]


def test_nothing_is_tested_in_a_checkout_that_could_not_be_made_ready(monkeypatch, capsys):
    def fails() -> str:
        raise Failed("No way to the packages.")

    monkeypatch.setattr(system, "missing", list)
    monkeypatch.setattr(checks, "_make_ready", fails)

    assert (checks.run_tests([]), "Tests on SQLite" in capsys.readouterr().out) == (1, False)


def test_the_last_line_counts_all_tests(capsys):
    report = Report(counts={"passed": 12, "skipped": 1})
    report.check("Tests", lambda: "12 passed")
    report.show()

    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"==== 12 passed, 1 skipped in [\d.]+s ====", last)


@pytest.mark.parametrize(
    "end", ["/*# sourceMappingURL=a.css.map */", "//# sourceMappingURL=a.js.map\n", "//@ sourceMappingURL=a"]
)
def test_no_asset_asks_for_a_map(tmp_path, end):
    (tmp_path / "a.css").write_text("body{}\n" + end)

    assets.copy(tmp_path / "a.css", tmp_path / "b.css")

    assert (tmp_path / "b.css").read_text() == "body{}\n"


def test_the_font_keeps_two_alphabets():
    css = "".join(
        f"/* inter-{name}-wght-normal */\n"
        f"@font-face {{ src: url(./files/inter-{name}-wght-normal.woff2); }}\n"
        for name in ("cyrillic", "latin", "latin-ext", "greek")
    )

    assert assets.two_alphabets(css) == (
        "@font-face { src: url(inter-latin.woff2); }\n@font-face { src: url(inter-latin-ext.woff2); }\n"
    )


def test_every_asset_that_is_served_is_there_and_whole():
    assert assets.is_ready()


@pytest.fixture
def clone(tmp_path):
    """A fresh clone of what is committed."""
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "lyhord"], check=True)
    return tmp_path / "lyhord"


def first_page(clone: Path) -> float:
    """Seconds from ``./lyhord up`` to an answer; it is ended again."""
    began = time.monotonic()
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LYHORD_", "DJANGO_"))}
    command = [sys.executable, clone / "lyhord", "up", "--port", "0"]
    with subprocess.Popen(command, env=keep, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            if found := re.match(r"→ (\S+)", line):
                urlopen(found.group(1), timeout=60).close()
                break
        took = time.monotonic() - began
        running.send_signal(signal.SIGTERM)
    return took


@pytest.mark.drill
@pytest.mark.skipif(
    "LYHORD_TEST_LAUNCH" not in os.environ, reason="installs everything: LYHORD_TEST_LAUNCH=1"
)
def test_a_fresh_clone_answers_in_time_and_sooner_the_second_time(clone):
    first, again = first_page(clone), first_page(clone)

    assert (first < FIRST_PAGE_S, again < AGAIN_S) == (True, True), (first, again)
    assert subprocess.run(["git", "status", "--short"], cwd=clone, capture_output=True).stdout == b""
