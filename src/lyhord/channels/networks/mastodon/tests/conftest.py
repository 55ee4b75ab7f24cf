"""A Mastodon server for the tests: mastodon-mock, written by others, in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.web import LocalWeb, free_port, local_web

from lyhord.channels.networks.mastodon.client import Instance
from lyhord.common.http import AddressFilter, Outgoing, Pacer

SEED = """
[[seed.accounts]]
username = "anna"
display_name = "Anna"
access_token = "token-anna"
[[seed.accounts]]
username = "bo"
access_token = "token-bo"
[streaming]
heartbeat_seconds = 0.5
"""


class Server:
    """The server, and what people do there."""

    def __init__(self, url: str) -> None:
        self.url, self._client = (
            url,
            httpx.Client(base_url=url, headers={"Authorization": "Bearer token-anna"}),
        )

    def says(self, text: str, **more: str) -> dict:
        return self._ask("POST", "/api/v1/statuses", status=text, **more)

    def edits(self, status: dict, text: str) -> dict:
        return self._ask("PUT", f"/api/v1/statuses/{status['id']}", status=text)

    def deletes(self, status: dict) -> None:
        self._ask("DELETE", f"/api/v1/statuses/{status['id']}")

    def _ask(self, method: str, path: str, **form: str) -> dict:
        answer = self._client.request(method, path, data=form)
        answer.raise_for_status()
        return answer.json()

    def close(self) -> None:
        self._client.close()


@pytest.fixture(scope="session")
def mastodon(tmp_path_factory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("mastodon")
    port = free_port()
    (folder / "seed.toml").write_text(SEED)
    with (folder / "log").open("wb") as log:
        call = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory", "--host", "127.0.0.1"]
        call += ["--port", str(port), "--config", str(folder / "seed.toml"), "--domain", f"127.0.0.1:{port}"]
        process = subprocess.Popen(call, stdout=log, stderr=log, cwd=folder)
    server = Server(f"http://127.0.0.1:{port}")
    try:
        _wait_for(server.url, process, folder / "log")
        yield server
    finally:
        server.close()
        process.terminate()
        process.wait(10)


def _wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(f"{url}/api/v1/streaming/health", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"mastodon-mock did not start:\n{log.read_text()}")


@pytest.fixture
def out() -> Iterator[Outgoing]:
    ours = Outgoing(addresses=AddressFilter.of(["127.0.0.1/32"]), pacer=Pacer(pause_s=0, at_once=50))
    yield ours
    ours.close()


@pytest.fixture
def instance(mastodon, out) -> Instance:
    return Instance(out, mastodon.url, token="token-bo")


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as server:
        yield server
