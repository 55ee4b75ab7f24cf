"""The one log: every line as JSON in a file that is rotated, and readable on standard output."""

import contextlib
import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TextIO

from lyhord.config.lines import readable

SIZE_BYTES, KEPT = 10_000_000, 5


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's own name
        """A full disk must not end the supervisor; the line still stands on standard output."""


class FileLogbook:
    """Writes to ``path`` and to ``screen``; losing one of them does not lose the other."""

    def __init__(self, path: Path, screen: TextIO) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = _File(path, maxBytes=SIZE_BYTES, backupCount=KEPT, encoding="utf-8")
        self._screen: TextIO | None = screen
        self._colour = screen.isatty()

    def write(self, process: str, line: bytes) -> None:
        """Keep one line that ``process`` wrote: JSON of our log, or whatever else came out of it."""
        if line.strip():
            said = _parsed(line)
            self._keep({"at": said.get("at", _now()), **said, "process": process})

    def note(self, event: str, **more: object) -> None:
        """Keep a line of the supervisor's own."""
        level = "warning" if event == "fell" else "info"
        self._keep({"at": _now(), "level": level, "event": event, **more, "process": "supervisor"})

    def close(self) -> None:
        """Let the file go, whether or not the last lines still fit on the disk."""
        with contextlib.suppress(OSError):
            self._file.close()

    def _keep(self, line: dict[str, Any]) -> None:
        self._file.handle(logging.makeLogRecord({"msg": json.dumps(line, ensure_ascii=False)}))
        if self._screen is None:
            return
        try:
            self._screen.write(readable(line, colour=self._colour) + "\n")
            self._screen.flush()
        except (OSError, ValueError):  # nobody reads it any more
            self._screen = None


def _parsed(line: bytes) -> dict[str, Any]:
    text = line.decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"level": "warning", "event": text}


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
