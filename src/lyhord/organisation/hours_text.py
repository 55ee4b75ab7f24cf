"""Hours as people write them: ``9–12, 13–17``."""

import re
from collections.abc import Iterable
from datetime import time

from lyhord.organisation.hours import MIDNIGHT, Period

_CLOCK = r"(\d{1,2})(?:[:.]?(\d{2}))?"
_STRETCH = re.compile(rf"{_CLOCK}(?:-|–|—|to|till){_CLOCK}")


class UnreadableHoursError(ValueError):
    """Something in the line is no stretch of time; the argument is that part."""


def read_hours(line: str, weekday: int) -> list[Period]:
    """The periods of a day as written: commas, semicolons or "and" between them; nothing means closed.

    ``9-17``, ``09.00–12.00, 13–17.30`` and ``8–24`` are read. Raises UnreadableHoursError.
    """
    parts = re.split(r"[,;]|\band\b|\boch\b|&", line.lower())
    return [_period(part, weekday) for part in parts if part.strip()]


def write_hours(periods: Iterable[Period]) -> str:
    """``09:00–12:00, 13:00–17:00``, in order."""
    return ", ".join(f"{p.opens:%H:%M}–{_closing(p.closes)}" for p in sorted(periods))


def _period(part: str, weekday: int) -> Period:
    found = _STRETCH.fullmatch(re.sub(r"\s+|kl\.?", "", part))
    if found is None:
        raise UnreadableHoursError(part.strip())
    hour, minute, last_hour, last_minute = found.groups(default="0")
    if (int(last_hour), int(last_minute)) == (24, 0):
        last_hour = "0"
    try:
        return Period(weekday, time(int(hour), int(minute)), time(int(last_hour), int(last_minute)))
    except ValueError as error:
        raise UnreadableHoursError(part.strip()) from error


def _closing(closes: time) -> str:
    return "24:00" if closes == MIDNIGHT else f"{closes:%H:%M}"
