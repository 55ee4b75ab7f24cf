"""How often a feed is visited: as often as it changes, as seldom as it asks for."""

from datetime import timedelta
from random import Random

SHORTEST, USUAL, LONGEST = timedelta(minutes=5), timedelta(minutes=10), timedelta(hours=2)
MORE = timedelta(seconds=5)  # there was more than one visit could bring
_MOST_ASKED_FOR = timedelta(hours=24)


def next_in(
    last: timedelta, *, has_changed: bool, has_more: bool, asked_for_s: int, rng: Random
) -> timedelta:
    """The time to the next visit, after one that came ``last`` after the one before.

    Half as long when there was something new, half as long again when there was not; never less than the feed
    asks for (``ttl``, ``max-age``), within a day. A tenth of it is chance, so that visits spread.
    """
    if has_more:
        return MORE
    wait = last / 2 if has_changed else last * 3 / 2
    wait = min(max(wait, SHORTEST), LONGEST)
    wait = max(wait, min(timedelta(seconds=asked_for_s), _MOST_ASKED_FOR))
    return wait * rng.uniform(1.0, 1.1)
