"""Ninety days of what people said, with the rhythm of a week, and a small crisis in them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from lyhord.channels.contract import Event
from lyhord.channels.networks.sample.client import sample_post

DAYS = 90
_ON_WEEKDAYS, _ON_WEEKENDS = 26, 15  # posts a day, about
# How much is written in each hour of the day, local time: asleep, the first cup, the fika, the evening.
_HOURS = (1, 0, 0, 0, 1, 3, 9, 14, 12, 13, 12, 9, 9, 8, 10, 10, 8, 8, 9, 11, 12, 9, 5, 2)
# Days ago → how many posts of the crisis: a roast that tasted of soap, found out, said sorry for, forgiven.
_CRISIS = {19: 34, 18: 88, 17: 61, 16: 25, 15: 9}


def history(*, now: datetime, zone: ZoneInfo, days: int = DAYS) -> Iterator[Event]:
    """Every post of the last ``days`` days before ``now``, oldest first. The same day, the same posts."""
    today = now.astimezone(zone).date()
    for ago in range(days, -1, -1):
        day = today - timedelta(days=ago)
        rng = Random(f"nordkaffe {day}")
        said = [sample_post(rng, at) for at in _moments(rng, day, zone, _usual(rng, day))]
        said += [sample_post(rng, at, mood="crisis") for at in _moments(rng, day, zone, _CRISIS.get(ago, 0))]
        yield from (event for event in sorted(said, key=_when) if event.at < now)


def _usual(rng: Random, day: date) -> int:
    mean = _ON_WEEKENDS if day.weekday() >= 5 else _ON_WEEKDAYS
    return max(3, round(rng.gauss(mean, mean / 5)))


def _moments(rng: Random, day: date, zone: ZoneInfo, number: int) -> list[datetime]:
    midnight = datetime.combine(day, time(), zone)
    hours = rng.choices(range(24), _HOURS, k=number)
    return [midnight + timedelta(hours=hour, seconds=rng.randrange(3600)) for hour in hours]


def _when(event: Event) -> datetime:
    return event.at
