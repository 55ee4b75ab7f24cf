"""A day of opening hours as a strip from midnight to midnight, drawn by the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.hours import MIDNIGHT, Period
from lyhord.organisation.hours_text import write_hours

WEEKDAYS: tuple[Promise, ...] = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """An open stretch, in minutes from midnight."""

    start: int
    length: int


@dataclass(frozen=True)
class DayPicture:
    """A weekday: its hours in words (empty: closed) and as blocks."""

    weekday: int
    name: str
    words: str
    blocks: tuple[Block, ...]


def week_picture(periods: Iterable[Period]) -> tuple[DayPicture, ...]:
    """Seven days from Monday on."""
    week = list(periods)
    return tuple(day_picture(number, [p for p in week if p.weekday == number]) for number in range(7))


def day_picture(weekday: int, periods: Iterable[Period]) -> DayPicture:
    """One day."""
    ordered = sorted(periods)
    blocks = tuple(Block(_minute(p.opens), _last_minute(p.closes) - _minute(p.opens)) for p in ordered)
    return DayPicture(weekday, str(WEEKDAYS[weekday]), write_hours(ordered), blocks)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _last_minute(clock: time) -> int:
    return 24 * 60 if clock == MIDNIGHT else _minute(clock)
