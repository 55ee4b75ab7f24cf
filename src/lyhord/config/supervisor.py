"""Keeps our processes alive, and ends them together. Plain stdlib; knows nothing of what they do.

Each part is forked from this process, so what was imported before is in memory once for all of them
(docs/architecture.md#processes). A part that ends is started again, after 1 s, then 2, 4 … up to 30; a minute
of health forgets the past. TERM, INT and HUP end all within five seconds. When the supervisor is killed,
Linux kills the parts. Whatever a part writes goes to the logbook.
"""

import logging
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn, Protocol

from lyhord.config.processes import die_with_parent, end_group, has_ended

PATIENCE_S = 4.5  # after TERM; then KILL
HEALTHY_S = 60.0
LONGEST_WAIT_S = 30.0
LONGEST_LINE = 256 * 1024
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Logbook(Protocol):
    """Where lines go."""

    def write(self, process: str, line: bytes) -> None:
        """Keep one line that ``process`` wrote."""

    def note(self, event: str, **more: object) -> None:
        """Keep a line of the supervisor's own."""


@dataclass(frozen=True)
class Part:
    """Something that should always run: its name, and what it does in a process of its own."""

    name: str
    run: Callable[[], int | None]


@dataclass
class _Child:
    part: Part
    pid: int = 0  # 0: not running
    pipe: int = -1
    unread: bytes = b""
    started: float = 0.0
    start_at: float = 0.0
    falls: int = 0


@dataclass
class Supervisor:
    """Runs ``parts`` until it is told to end."""

    parts: list[Part]
    logbook: Logbook
    _children: list[_Child] = field(init=False)
    _deadline: float | None = None  # set once we are ending
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def run(self) -> int:
        """Start all, watch them, return 0 when all have ended after a signal."""
        self._children = [_Child(part) for part in self.parts]
        self._alarm, wake = os.pipe()
        for end in (self._alarm, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for number in (*ENDING, signal.SIGCHLD):
            if (
                signal.getsignal(number) is not signal.SIG_IGN or number == signal.SIGCHLD
            ):  # nohup ignores HUP
                signal.signal(number, lambda *_: None)
        self._selector.register(self._alarm, selectors.EVENT_READ)
        while self._deadline is None or any(child.pid for child in self._children):
            self._turn()
        self.logbook.note("all ended")
        return 0

    def _turn(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if not child.pid and self._deadline is None and now >= child.start_at:
                self._start(child)
        for key, _ in self._selector.select(self._pause(now)):
            if key.fd == self._alarm:
                self._hear(os.read(self._alarm, 512))
            else:
                self._read(key.data)
        for child in self._children:
            if child.pid and has_ended(child.pid):
                self._bury(child)
        self._lose_patience()

    def _pause(self, now: float) -> float | None:
        """Seconds until something must be done although nothing is heard; None: for ever."""
        if self._deadline is not None:
            return max(0.05, self._deadline - now)
        waiting = [child.start_at for child in self._children if not child.pid]
        return max(0.0, min(waiting) - now) if waiting else None

    def _start(self, child: _Child) -> None:
        child.pipe, pen = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        ours = os.getpid()
        child.pid = os.fork()
        if child.pid == 0:
            self._become(child, pen, ours)
        os.close(pen)
        os.set_blocking(child.pipe, False)
        child.started, child.unread = time.monotonic(), b""
        self._selector.register(child.pipe, selectors.EVENT_READ, child)
        self.logbook.note("started", part=child.part.name, pid=child.pid)

    def _become(self, child: _Child, pen: int, parent: int) -> NoReturn:
        """In the new process: loosen it from the supervisor, run the part, end."""
        status = 1
        try:
            os.setpgid(0, 0)
            die_with_parent(parent)
            signal.set_wakeup_fd(-1)
            for number in (*ENDING, signal.SIGCHLD):
                if signal.getsignal(number) is not signal.SIG_IGN:
                    signal.signal(number, signal.SIG_DFL)
            self._selector.close()
            for other in self._children:
                if other.pipe >= 0:
                    os.close(other.pipe)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(pen, 1)
            os.dup2(pen, 2)
            status = child.part.run() or 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:  # the process ends here, and the log must say why
            logging.getLogger(__name__).exception("crashed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _hear(self, signals: bytes) -> None:
        for number in signals:
            if number not in ENDING:
                continue
            if self._deadline is not None:
                self._deadline = 0.0  # asked twice: at once
                continue
            self._deadline = time.monotonic() + PATIENCE_S
            self.logbook.note("ending", signal=signal.Signals(number).name)
            for child in self._children:
                if child.pid:
                    os.kill(child.pid, signal.SIGTERM)

    def _lose_patience(self) -> None:
        if self._deadline is not None and time.monotonic() >= self._deadline:
            for child in self._children:
                if child.pid:
                    os.kill(child.pid, signal.SIGKILL)

    def _read(self, child: _Child) -> bool:
        """Take what ``child`` wrote; whether there was anything."""
        try:
            heard = os.read(child.pipe, 65536)
        except BlockingIOError:
            return False
        *lines, child.unread = (child.unread + heard).split(b"\n")
        if len(child.unread) > LONGEST_LINE:
            lines, child.unread = [*lines, child.unread], b""
        for line in lines:
            self.logbook.write(child.part.name, line)
        return bool(heard)

    def _bury(self, child: _Child) -> None:
        status = end_group(child.pid)
        while self._read(child):
            pass
        if child.unread:
            self.logbook.write(child.part.name, child.unread)
        self._selector.unregister(child.pipe)
        os.close(child.pipe)
        now = time.monotonic()
        child.falls = 1 if now - child.started >= HEALTHY_S else child.falls + 1
        wait = min(LONGEST_WAIT_S, 2.0 ** (child.falls - 1))
        child.pid, child.pipe, child.start_at = 0, -1, now + wait
        if self._deadline is None:
            self.logbook.note("fell", part=child.part.name, status=status, again_in_s=wait)
