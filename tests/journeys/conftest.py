"""Journeys through the whole house: our own processes, a real browser, real networks."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.atproto import atproto
from tests.browsing import chromium, free_port, own_server, server, shared_server

__all__ = ["atproto", "chromium", "own_server", "server", "shared_server"]
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class House:
    """``lyhord up`` with a data folder of its own."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen | None = None

    def say(self, *words: str, given: str = "") -> str:
        """Another of our commands, on the same data; ``given`` is typed into it."""
        command = [sys.executable, "-m", "lyhord", *words]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True, input=given
        )
        return done.stdout

    def up(self) -> None:
        port = self.url.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "lyhord", "up", "--port", port]
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + 120
        while not self._answers():
            assert self.process.poll() is None, "It ended by itself."
            assert time.monotonic() < deadline, "It does not answer."
            time.sleep(0.1)

    def down(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    """Not up yet, so that a test can still set its environment."""
    url = f"http://127.0.0.1:{free_port()}"
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LYHORD_", "DJANGO_"))}
    environment = {**ours, "PYTHONPATH": "src", "LYHORD_DATA": str(tmp_path / "var"), "LYHORD_URL": url}
    house = House(url, environment)
    yield house
    house.down()
