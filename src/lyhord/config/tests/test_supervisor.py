"""The supervisor, with real processes that are really killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[3]
CAST = """
import json, os, signal, subprocess, sys, time
from lyhord.config.supervisor import Part, Supervisor

class Lines:
    def write(self, process, line):
        print(json.dumps({"process": process, "line": line.decode()}), flush=True)
    def note(self, event, **more):
        print(json.dumps({"event": event, **more}), flush=True)

def calm():
    print("calm", flush=True)
    time.sleep(600)

def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("stubborn", flush=True)
    time.sleep(600)

def falls():
    raise RuntimeError("nobody catches me")

def parent():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    print(f"child {child.pid}", flush=True)
    time.sleep(600)

def half_a_line():
    sys.stdout.write("no newline at the end")

sys.exit(Supervisor([Part(name, globals()[name]) for name in sys.argv[1:]], Lines()).run())
"""


class Troupe:
    """A supervisor with its parts, and what was heard of it."""

    def __init__(self, *parts: str, prepare=None):
        self.process = subprocess.Popen(
            [sys.executable, "-c", CAST, *parts],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(SRC)},
            preexec_fn=prepare,
        )
        self.heard: list[dict] = []

    def wait_for(self, **wanted) -> dict:
        """The next line that says all that is wanted."""
        for text in self.process.stdout:
            self.heard.append(line := json.loads(text))
            if wanted.items() <= line.items():
                return line
        raise AssertionError(f"never heard: {wanted}")

    def signal(self, number: int) -> float:
        """Send it, wait for the end; returns the seconds that took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - began

    def pids(self) -> list[int]:
        return [line["pid"] for line in self.heard if line.get("event") == "started"]


@pytest.fixture
def troupe():
    called: list[Troupe] = []

    def call(*parts: str, prepare=None) -> Troupe:
        called.append(Troupe(*parts, prepare=prepare))
        return called[-1]

    yield call
    for one in called:
        one.process.kill()
        one.process.wait()
        one.process.stdout.close()


def is_gone(pid: int, within_s: float = 5) -> bool:
    """Whether no such process lives (a zombie that nobody buries yet does not)."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_a_killed_part_is_back_within_two_seconds(troupe):
    play = troupe("calm")
    first = play.wait_for(event="started")["pid"]
    began = time.monotonic()

    os.kill(first, signal.SIGKILL)
    fell = play.wait_for(event="fell")
    play.wait_for(event="started")

    assert (fell["status"], time.monotonic() - began < 2) == (-9, True)


def test_term_ends_all_within_five_seconds_even_the_stubborn(troupe):
    play = troupe("calm", "stubborn")
    play.wait_for(line="stubborn")

    took = play.signal(signal.SIGTERM)

    assert (play.process.returncode, took < 5) == (0, True)
    assert [is_gone(pid) for pid in play.pids()] == [True, True]


def test_well_behaved_parts_end_at_once(troupe):
    play = troupe("calm")
    play.wait_for(line="calm")

    assert play.signal(signal.SIGINT) < 1


def test_asking_twice_ends_the_stubborn_at_once(troupe):
    play = troupe("stubborn")
    play.wait_for(line="stubborn")
    play.process.send_signal(signal.SIGINT)
    play.wait_for(event="ending")

    assert play.signal(signal.SIGINT) < 1


def test_under_nohup_it_outlives_the_terminal(troupe):
    play = troupe("calm", prepare=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    play.wait_for(line="calm")

    play.process.send_signal(signal.SIGHUP)
    play.process.send_signal(signal.SIGTERM)

    assert play.wait_for(event="ending")["signal"] == "SIGTERM"


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG")
def test_nobody_is_left_when_the_supervisor_is_killed(troupe):
    play = troupe("calm", "stubborn")
    play.wait_for(line="stubborn")

    play.signal(signal.SIGKILL)

    assert [is_gone(pid) for pid in play.pids()] == [True, True]


def test_what_a_killed_part_had_started_goes_with_it(troupe):
    play = troupe("parent")
    child = int(play.wait_for(process="parent")["line"].split()[1])

    os.kill(play.pids()[0], signal.SIGKILL)
    play.wait_for(event="fell")

    assert is_gone(child)


def test_a_part_that_keeps_falling_is_started_ever_more_seldom(troupe):
    play = troupe("falls", "calm")

    waits = [play.wait_for(event="fell", part="falls")["again_in_s"] for _ in range(3)]

    assert waits == [1.0, 2.0, 4.0]
    assert [line["part"] for line in play.heard if line.get("event") == "started"].count("calm") == 1


def test_why_a_part_fell_stands_in_the_log(troupe):
    play = troupe("falls")

    assert play.wait_for(process="falls", line="RuntimeError: nobody catches me")


def test_a_line_that_was_never_ended_is_kept(troupe):
    play = troupe("half_a_line")

    assert play.wait_for(process="half_a_line")["line"] == "no newline at the end"
