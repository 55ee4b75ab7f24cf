"""A limit on the whole of a call: one byte a second never exceeds a limit on each read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_ends_at: ContextVar[float | None] = ContextVar("outgoing_deadline", default=None)


@contextmanager
def total(seconds: float) -> Iterator[None]:
    """Everything sent and received in this block takes at most ``seconds`` together."""
    token = _ends_at.set(monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(token)


def time_left(timeout: float | None) -> float | None:
    """Seconds for the next operation: ``timeout`` or what is left of the whole; 0 when nothing is."""
    ends_at = _ends_at.get()
    if ends_at is None:
        return timeout
    left = max(0.0, ends_at - monotonic())
    return left if timeout is None else min(timeout, left)
