"""Good manners: two calls to a host at a time, a pause between them, silence when it asked for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from time import monotonic

from lyhord.common.http.errors import BUSY, WAIT, OutgoingError

_REMEMBERED = 2_000  # hosts


@dataclass
class _Host:
    calls: int = 0
    next_start: float = 0.0
    closed_until: float = 0.0


class Pacer:
    """Shared by threads. ``pause_s`` lies between two starts; ``at_once`` calls run together."""

    def __init__(self, *, pause_s: float = 1.0, at_once: int = 2, patience_s: float = 10.0) -> None:
        self._pause_s, self._at_once, self._patience_s = pause_s, at_once, patience_s
        self._hosts: dict[str, _Host] = {}
        self._change = Condition()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a turn. Raises OutgoingError (``retry_after_s``) when the host is closed or too busy."""
        with self._change:
            state = self._enter(host)
        try:
            yield
        finally:
            with self._change:
                state.calls -= 1
                self._change.notify_all()

    def close(self, host: str, seconds: float) -> None:
        """``host`` asked not to be called for so long."""
        with self._change:
            self._state(host).closed_until = monotonic() + seconds

    def _enter(self, host: str) -> _Host:
        state, gives_up = self._state(host), monotonic() + self._patience_s
        while True:
            now = monotonic()
            if state.closed_until > now:
                raise OutgoingError(WAIT, host=host, retry_after_s=state.closed_until - now)
            if state.calls < self._at_once and state.next_start <= now:
                break
            if now >= gives_up:
                raise OutgoingError(BUSY, host=host, retry_after_s=30)
            self._change.wait(min(gives_up, max(state.next_start, now + 0.01)) - now)
        state.calls += 1
        state.next_start = now + self._pause_s
        return state

    def _state(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _REMEMBERED:
            now = monotonic()
            busy = {
                h: s for h, s in self._hosts.items() if s.calls or max(s.closed_until, s.next_start) > now
            }
            self._hosts = busy
        return self._hosts.setdefault(host, _Host())
