"""When a change of the strategy wants a reason."""

from datetime import datetime
from typing import Protocol

TEXTS = ("want", "way", "audience", "not_doing")


class _Written(Protocol):
    @property
    def want(self) -> str: ...

    @property
    def way(self) -> str: ...


class _Founded(Protocol):
    @property
    def founded_at(self) -> datetime | None: ...


def needs_lesson(strategy: _Written, department: _Founded) -> bool:
    """A department that is at work and has a strategy changes it because it learned something."""
    return department.founded_at is not None and bool(strategy.want or strategy.way)
