"""The doctor finds what is wrong, and says what mends it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from lyhord.common.clock import utc_now
from lyhord.common.http import Answer
from lyhord.config.doctor import data, machine, main
from lyhord.config.doctor.finding import Finding, State
from lyhord.config.ready import make_folder
from lyhord.notices.services import beat

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """A sound data folder, and English."""
    monkeypatch.setenv("LYHORD_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("LC_ALL", "C")
    make_folder()
    return tmp_path / "var"


def states(findings) -> list[State]:
    return [finding.state for finding in findings]


def test_a_sound_machine_is_called_well():
    assert (
        states([*machine.python(), *machine.folder(), *machine.disk(), *machine.safety()]) == [State.WELL] * 4
    )


def test_a_missing_folder_is_mended_by_setting_up(folder, monkeypatch):
    monkeypatch.setenv("LYHORD_DATA", str(folder / "elsewhere"))

    assert [*machine.folder()] == [
        Finding("Data folder", State.WRONG, f"{folder}/elsewhere is not there", "lyhord setup")
    ]


def test_a_folder_that_others_read_is_mended_by_chmod(folder):
    folder.chmod(0o750)

    assert [finding.mend for finding in machine.folder()] == [f"chmod 700 {folder}"]


@pytest.mark.parametrize(("free", "state"), [(10**8, State.WRONG), (10**9, State.NOTE), (10**11, State.WELL)])
def test_a_disk_that_fills_up_is_said_in_time(monkeypatch, free, state):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": free}))

    assert states(machine.disk()) == [state]


@pytest.mark.parametrize(
    ("drift", "state"), [(0, State.WELL), (-20, State.WELL), (45, State.WRONG), (-3600, State.WRONG)]
)
def test_our_clock_is_held_against_another(drift, state):
    answer = Answer(url="", status=200, headers={"date": "Mon, 23 Nov 2026 12:00:00 GMT"}, body=b"")

    assert states(machine.clock(answer, NOW + timedelta(seconds=drift))) == [state]


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026"])
def test_a_clock_that_cannot_be_read_is_not_believed(date):
    assert [*machine.clock(Answer(url="", status=200, headers={"date": date}, body=b""), NOW)] == []


def test_a_network_that_lets_nobody_out_is_said(monkeypatch):
    for name in ("LYHORD_BLUESKY_JETSTREAM", "LYHORD_MASTODON", "LYHORD_BLUESKY_APP"):
        monkeypatch.setenv(name, "https://192.0.2.1")

    assert states(machine.network()) == [State.WRONG]


def test_what_is_wrong_is_said_in_the_persons_language(monkeypatch, capsys):
    monkeypatch.setattr(main, "EXAMINATIONS", (machine.network, machine.disk))
    monkeypatch.setenv("LYHORD_BLUESKY_JETSTREAM", "wss://192.0.2.1")
    for name in ("LYHORD_MASTODON", "LYHORD_BLUESKY_APP"):
        monkeypatch.setenv(name, "https://192.0.2.1")
    usage = type("Usage", (), {"free": int(72.5 * machine.GIGABYTE)})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")

    main.examine()

    said = capsys.readouterr().out
    assert "Adressen till 192.0.2.1 är inte publik" in said
    assert ("72,5 GB ledigt" in said, said.splitlines()[-1]) == (True, "Att åtgärda: 1.")


def test_a_database_that_can_be_written_is_called_well(db):
    assert set(states(data.database())) == {State.WELL}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite")
def test_a_database_that_a_power_cut_would_empty_is_found(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")

    found = [*data.database()]

    connection.close()
    assert (states(found), found[-1].seen) == (
        [State.WELL, State.WRONG],
        "opened differently: {'journal_mode': 'wal', 'synchronous': 1, 'foreign_keys': 1}",
    )


def test_a_process_that_fell_silent_is_found(db):
    beat("worker", now=utc_now() - timedelta(minutes=5))
    beat("listener", now=utc_now())

    assert states(data.pulses()) == [State.WRONG, State.WELL]


def test_processes_that_never_ran_are_worth_a_note(db):
    assert states(data.pulses()) == [State.NOTE, State.NOTE]


def test_a_chore_that_fails_is_named(db):
    beat("worker", now=utc_now(), tidy={"failures": 3, "error": "OSError"})

    assert [finding.seen for finding in data.pulses()][1] == "“tidy” failed 3 times: OSError"


def test_mail_that_is_not_set_up_is_worth_a_note(settings):
    settings.MAIL_IS_SET_UP = False

    assert states(data.mail()) == [State.NOTE]


def test_a_mail_server_that_is_not_there_is_found(settings):
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert states(data.mail()) == [State.WRONG]
