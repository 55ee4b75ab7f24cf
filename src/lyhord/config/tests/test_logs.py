"""The log: what stands in it, and what must not."""

import io
import json
import logging
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from lyhord.config import logs
from lyhord.config.lines import readable
from lyhord.config.logbook import FileLogbook

FULL_DISK = Path("/dev/full")
AT = "2026-11-23T12:00:00Z"


@pytest.fixture
def log(capsys):
    """What our processes write: a function that gives the lines since it was last asked."""
    logs.set_up({"level": "INFO"})
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.fixture
def logbook():
    """Opens logbooks that are closed afterwards."""
    with ExitStack() as open_books:
        yield lambda path, screen: open_books.enter_context(closing(FileLogbook(path, screen)))


def without_time(lines: list[dict]) -> list[dict]:
    return [{key: value for key, value in line.items() if key != "at"} for line in lines]


def test_a_line_carries_the_ids_that_are_bound(log):
    with bound_contextvars(request="abc12345"):
        structlog.get_logger("lyhord.x").info("mention kept", count=2)

    assert without_time(log()) == [
        {"count": 2, "event": "mention kept", "request": "abc12345", "logger": "lyhord.x", "level": "info"}
    ]


def test_the_log_of_a_library_lands_in_the_same_place_with_the_same_ids(log):
    with bound_contextvars(job="j1"):
        logging.getLogger("library").warning("odd: %s", "thing")

    assert without_time(log()) == [
        {"event": "odd: thing", "job": "j1", "logger": "library", "level": "warning"}
    ]


def test_an_error_brings_its_traceback_in_the_same_line(log):
    try:
        raise ValueError("broken")
    except ValueError:
        structlog.get_logger("x").exception("failed")

    assert [line["exception"].splitlines()[-1] for line in log()] == ["ValueError: broken"]


@pytest.mark.parametrize(
    ("event", "more", "secret"),
    [
        ("login", {"password": "hunter2hunter2"}, "hunter2"),
        ("call", {"headers": {"Authorization": "x-hunter2"}}, "hunter2"),
        ("Authorization: Bearer hunter2hunter2", {}, "hunter2"),
        ("cannot reach postgres://lyhord:hunter2@db/lyhord", {}, "hunter2"),
        ("GET https://a.example/cb?code=hunter2&state=1", {}, "hunter2"),
        ("GET https://a.example/?access_token=hunter2", {}, "hunter2"),
        ("call", {"url": "https://x:hunter2@host/feed"}, "hunter2"),
    ],
)
def test_secrets_do_not_reach_the_log(log, event, more, secret):
    structlog.get_logger("x").info(event, **more)

    assert [secret in json.dumps(line) for line in log()] == [False]


def test_secrets_in_a_traceback_do_not_reach_the_log(log):
    try:
        raise ValueError("password=hunter2")
    except ValueError:
        logging.getLogger("x").exception("failed")

    assert [line["exception"].splitlines()[-1] for line in log()] == ["ValueError: password=***"]


def test_foreign_text_can_neither_begin_a_line_nor_steer_the_terminal():
    line = {"at": AT, "event": "said\r\n12:00:00 web all is well", "name": "\x1b[2Jx\u202e"}

    shown = readable(line, colour=False)

    assert "\n" not in shown
    assert shown.endswith(r"said\r\n12:00:00 web all is well name=\x1b[2Jx\u202e")


def test_a_traceback_is_shown_indented_below_its_line():
    shown = readable(
        {"at": AT, "event": "failed", "level": "error", "exception": "a\nb\x1b[0m"}, colour=False
    )

    assert shown.splitlines()[1:] == ["    a", r"    b\x1b[0m"]


def test_the_logbook_keeps_json_in_the_file_and_words_on_the_screen(tmp_path, logbook):
    screen = io.StringIO()
    book = logbook(tmp_path / "log/lyhord.log", screen)

    book.write("web", json.dumps({"at": AT, "level": "info", "event": "request", "ms": 4}).encode())
    book.write("listener", b"not of our making")

    kept = [json.loads(line) for line in (tmp_path / "log/lyhord.log").read_text().splitlines()]
    assert kept[0] == {"at": AT, "level": "info", "event": "request", "ms": 4, "process": "web"}
    assert (kept[1]["event"], kept[1]["process"]) == ("not of our making", "listener")
    assert screen.getvalue().splitlines()[0].endswith("web        request ms=4")


def test_the_log_is_rotated(tmp_path, monkeypatch, logbook):
    monkeypatch.setattr("lyhord.config.logbook.SIZE_BYTES", 400)
    book = logbook(tmp_path / "lyhord.log", io.StringIO())

    for number in range(40):
        book.note("line", number=number)

    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "lyhord.log",
        *(f"lyhord.log.{n}" for n in range(1, 6)),
    ]


@pytest.mark.skipif(not FULL_DISK.exists(), reason="Linux")
def test_a_full_disk_does_not_silence_the_screen(logbook):
    screen = io.StringIO()
    book = logbook(FULL_DISK, screen)

    book.note("first")
    book.note("second")

    assert len(screen.getvalue().splitlines()) == 2


def test_a_closed_screen_does_not_silence_the_file(tmp_path, logbook):
    screen = io.StringIO()
    book = logbook(tmp_path / "lyhord.log", screen)
    screen.close()

    book.note("first")
    book.note("second")

    assert len((tmp_path / "lyhord.log").read_text().splitlines()) == 2
