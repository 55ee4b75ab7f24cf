"""What the worker does for listening."""

from datetime import datetime, timedelta
from time import monotonic

from lyhord.common.work import Chore
from lyhord.listening import services

_LONGEST_S = 20.0  # of one round; then others have their turn
_REMEMBERED = timedelta(days=7)  # that a post is gone: longer than any stream can tell it again


def back_fill(now: datetime) -> int:
    """Hold new wordings against what was heard before, as far as a round reaches."""
    done, end = 0, monotonic() + _LONGEST_S
    while monotonic() < end and (seen := services.fill_next(now=now)):
        done += seen
    return done


def mute(_now: datetime) -> int:
    """Go on with mutes, as far as a round reaches."""
    done, end = 0, monotonic() + _LONGEST_S
    while monotonic() < end and (seen := services.mute_next()):
        done += seen
    return done


def name_authors(_now: datetime) -> int:
    """Write names under mentions whose authors were looked up."""
    return services.name_authors()


def prune(now: datetime) -> int:
    """Let the heard window roll on."""
    return services.prune_heard(now=now)


def forget(now: datetime) -> int:
    """Forget what was gone so long ago that nobody can tell of it again."""
    return services.prune_gone(before=now - _REMEMBERED)


def follow_zones(_now: datetime) -> int:
    """Count the days of companies that have moved to another time zone."""
    return services.follow_zones()


CHORES = [
    Chore("listening: back-fill", every=timedelta(seconds=1), run=back_fill),
    Chore("listening: mute", every=timedelta(seconds=2), run=mute),
    Chore("listening: name authors", every=timedelta(seconds=5), run=name_authors),
    Chore("listening: days in the company's zone", every=timedelta(seconds=15), run=follow_zones),
    Chore("listening: heard window", every=timedelta(seconds=15), run=prune),
    Chore("listening: forget what is gone", every=timedelta(hours=1), run=forget),
]
