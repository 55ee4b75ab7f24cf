"""Foreign documents are read in another process: one that takes too long or too much is killed with it."""

import atexit
import json
import os
import select
import subprocess
import sys
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

import lyhord
from lyhord.common.http.errors import OutgoingError
from lyhord.common.sentences import gettext_noop

NOT_STARTED = gettext_noop("The program that reads documents did not start.")
TOO_HEAVY = gettext_noop("This document takes too much time or memory to read.")
_START_S, _WALL_S = 30.0, 6.0  # the worker allows itself 2 s of processor time; this is for a busy machine
_LONGEST_ANSWER = 40_000_000
_WORKER = "lyhord.channels.networks.rss.reading.worker"


class Reader:
    """One process that reads for all threads, started when it is needed, killed when it must be."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = Lock()

    def read(self, what: str, document: bytes, *, content_type: str = "", base: str = "") -> Any:  # noqa: ANN401 -- JSON
        """What the worker makes of it; None when it is nothing of the kind. Raises OutgoingError."""
        request = {"what": what, "size": len(document), "content_type": content_type, "base": base}
        message = json.dumps(request).encode() + b"\n" + document
        with self._turn:
            answer = self._ask(message)
            if answer is None:
                self.stop()
                raise OutgoingError(TOO_HEAVY)
        return json.loads(answer)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        atexit.unregister(self.stop)
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, message: bytes) -> bytes | None:
        """The worker's line, None when it died or took too long. One that had gone to rest is replaced."""
        for _ in range(2):
            process = self._running()
            try:
                self._send(process, message)
            except BrokenPipeError:
                self.stop()
                continue
            return _line(process, _WALL_S)
        return None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.stop()
            atexit.register(self.stop)
            self._process = subprocess.Popen(
                [sys.executable, "-m", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            if _line(self._process, _START_S) is None:
                raise OutgoingError(NOT_STARTED)
        return self._process

    def _send(self, process: "subprocess.Popen[bytes]", message: bytes) -> None:
        if process.stdin is None:
            raise BrokenPipeError
        process.stdin.write(message)
        process.stdin.flush()


def _environment() -> dict[str, str]:
    """Where our code is, and nothing else: the worker needs no secrets."""
    return {"PYTHONPATH": str(Path(lyhord.__path__[0]).parent), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}


def _line(process: "subprocess.Popen[bytes]", seconds: float) -> bytes | None:
    if process.stdout is None:
        return None
    out, answer, ends_at = process.stdout.fileno(), bytearray(), monotonic() + seconds
    while not answer.endswith(b"\n"):
        ready, _, _ = select.select([out], [], [], max(0.0, ends_at - monotonic()))
        piece = os.read(out, 1_000_000) if ready else b""
        answer += piece
        if not piece or len(answer) > _LONGEST_ANSWER:
            return None
    return bytes(answer)


reader = Reader()
