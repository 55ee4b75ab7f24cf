"""What an examination comes to."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is: well, worth knowing, wrong."""

    WELL = "✓"
    NOTE = "!"
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its name, how it is, what was seen, and what mends it."""

    name: str
    state: State
    seen: str
    mend: str = ""


def well(name: str, seen: str) -> Finding:
    """Nothing to do."""
    return Finding(name, State.WELL, seen)


def note(name: str, seen: str, mend: str) -> Finding:
    """It works, and could be better."""
    return Finding(name, State.NOTE, seen, mend)


def wrong(name: str, seen: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(name, State.WRONG, seen, mend)
