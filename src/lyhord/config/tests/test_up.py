"""``lyhord up`` as a person runs it: three real processes on a fresh folder."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from lyhord.config.installation import PACKAGE

BUDGET_MIB = 250
PATIENCE_S = 120
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from lyhord.organisation.models import Member, Seat, User, Workspace
workspace = Workspace.objects.create(slug="kaffe", name="Kaffe")
user = User.objects.create_user("head@kaffe.example", "a long passphrase", name="Head")
member = Member.objects.create(workspace=workspace, user=user)
Seat.objects.create(workspace=workspace, position="head", holder=member, hours_per_week=20)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session.create()
print(session.session_key)
"""


class Installation:
    """A folder, and ``lyhord up`` on it."""

    def __init__(self, folder: Path):
        self.folder = folder
        keep = {
            name: value for name, value in os.environ.items() if not name.startswith(("LYHORD_", "DJANGO_"))
        }
        self.environment = keep | {
            "LYHORD_DATA": str(folder),
            "LYHORD_LISTEN": "no",
            "LANG": "en_GB.UTF-8",
            "PYTHONPATH": str(PACKAGE.parent),
        }

    def start(self, *more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", "-m", "lyhord", "up", "--port", "0", *more]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-P", "-m", "lyhord", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S
        )

    def log(self) -> list[dict]:
        return [json.loads(line) for line in (self.folder / "log/lyhord.log").read_text().splitlines()]

    def started(self) -> dict[str, int]:
        """The process of each part, as the log tells."""
        return {line["part"]: line["pid"] for line in self.log() if line["event"] == "started"}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("up") / "var")


@pytest.fixture(scope="module")
def running(installation):
    """It, running; ``url`` is where."""
    process = installation.start()
    for line in process.stdout:
        if found := re.match(r"→ (\S+)", line):
            installation.url = found.group(1)
            break
    for line in process.stdout:
        if "part=listener" in line:
            break
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def answer(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=30) as response:
            return response.status, response.headers["X-Request-ID"]
    except HTTPError as error:
        return error.code, error.headers["X-Request-ID"]


def until(true, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def pss_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def test_it_answers(running, installation):
    assert answer(f"{installation.url}/healthz")[0] == 200


def test_a_request_stands_in_the_log_with_the_id_of_its_answer(running, installation):
    _, name = answer(f"{installation.url}/healthz")

    line = next(line for line in installation.log() if line.get("request") == name)
    assert (line["event"], line["route"], line["status"], line["process"]) == (
        "request",
        "/healthz",
        200,
        "web",
    )


def test_everything_in_the_folder_is_ours_alone(running, installation):
    assert [str(path) for path in installation.folder.rglob("*") if path.stat().st_mode & 0o077] == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_all_processes_together_stay_within_the_budget(running, installation):
    for path in ("/", "/accounts/login/", "/healthz"):
        answer(f"{installation.url}{path}")

    used = [pss_mib(pid) for pid in (running.pid, *installation.started().values())]

    assert sum(used) < BUDGET_MIB


def test_a_killed_web_process_is_back_and_nobody_was_refused(running, installation):
    before = installation.started()["web"]

    os.kill(before, signal.SIGKILL)

    assert until(lambda: installation.started()["web"] != before, 2)
    assert answer(f"{installation.url}/healthz")[0] == 200


def test_a_second_one_on_the_same_folder_is_refused(running, installation):
    second = installation.run("up", "--port", "0")

    assert (second.returncode, second.stderr) == (
        2,
        f"Lyhörd runs on {installation.folder} already. "
        "Stop it, or choose another folder with LYHORD_DATA.\n",
    )


def test_a_port_that_is_taken_is_said(running, installation):
    port = installation.url.rsplit(":", 1)[1]

    second = installation.run("up", "--only", "web", "--port", port)

    assert (second.returncode, second.stderr) == (
        2,
        f"Port {port} at 127.0.0.1 cannot be used: Address already in use. "
        "Choose another, e.g. --port 8001\n",
    )


def test_term_ends_all_at_once_although_a_page_listens(running, installation):
    pids = installation.started().values()
    key = installation.run("shell", "--verbosity", "0", "--command", SIGN_IN).stdout.strip()
    live = Request(f"{installation.url}/w/kaffe/live/", headers={"Cookie": f"session={key}"})

    with urlopen(live, timeout=30) as stream:
        assert stream.readline() == b"event: still\n"
        began = time.monotonic()
        running.terminate()
        running.wait(PATIENCE_S)

    assert (running.returncode, time.monotonic() - began < 2) == (0, True)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_making_ready_again_does_nothing(running, installation):
    again = installation.run("setup")

    assert (again.returncode, again.stdout) == (0, "")
