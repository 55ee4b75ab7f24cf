"""Progress that a person can follow: one line a step, with its time. Plain stdlib, for the launcher too."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write a line on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show that ``name`` is under way, then how it ended and how long it took."""
    began, on_terminal = time.monotonic(), sys.stdout.isatty()
    if on_terminal:
        sys.stdout.write(f"… {name}")
        sys.stdout.flush()
    back = "\r" if on_terminal else ""
    try:
        yield
    except BaseException:
        say(f"{back}✗ {name}")
        raise
    say(f"{back}✓ {name:<24}{time.monotonic() - began:6.1f} s")
