"""A real server and a real Chromium for tests. The fixtures are imported by a conftest.

Such tests are marked ``browser``. ``server`` brings ``transactional_db``: it is another process and sees what
is committed. ``server.open(chromium, person)`` is a page in which the person is signed in; it fails when the
browser finds an error or a breach of the content security policy.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests/vendor/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop in the thread in which the tests run


class Server:
    """Our application under uvicorn, on the database of the tests."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.said: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.serve", str(self.port), str(connection.settings_dict["NAME"])]
        environment = {**os.environ, "LYHORD_TEST_SECRET": settings.SECRET_KEY, "PYTHONPATH": "src"}
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the server
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=self.said
        )
        deadline = time.monotonic() + 60
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start: {self.stop()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def stop(self) -> str:
        """Ask it to end, and return what it complained about."""
        if self.process is None:
            return ""
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.said.write(b"It had to be killed.")
        self.process = None
        self.said.seek(0)
        with self.said as said:
            lines = said.read().decode().splitlines()
        return "\n".join(line for line in lines if '"level": "info"' not in line)

    @contextmanager
    def open(self, chromium: Browser, person, **how) -> Iterator[Page]:
        """A page in which ``person`` is signed in."""
        context = chromium.new_context(base_url=self.url, **how)
        context.set_default_timeout(20_000)
        context.add_cookies([self.session(person)])
        page = context.new_page()
        page.complaints = complaints_of(page)
        yield page
        complaints = list(page.complaints)
        context.close()
        assert not complaints, complaints

    def session(self, person) -> dict[str, str]:
        key = person.browser.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.url}


def complaints_of(page: Page) -> list[str]:
    """What the browser finds wrong, as it comes: errors of scripts, refused resources."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    return said


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page under WCAG 2.2 AA: rule, place and reason."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one module: while playwright runs, its thread has a loop, and no asyncio test could have one."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_server(django_db_setup) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    complaints = server.stop()
    assert not complaints, complaints


@pytest.fixture
def server(transactional_db, shared_server) -> Server:
    """The one server that all tests share."""
    return shared_server


@pytest.fixture
def own_server(transactional_db) -> Iterator[Server]:
    """A server that a test may stop and start."""
    server = Server()
    server.start()
    yield server
    complaints = server.stop()
    assert not complaints, complaints
