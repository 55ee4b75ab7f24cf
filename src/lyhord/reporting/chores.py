"""What the worker does for reporting."""

from datetime import datetime, timedelta

from lyhord.common.work import Chore
from lyhord.reporting import services


def measure(now: datetime) -> int:
    """Count what goals follow, up to yesterday."""
    return services.measure_everything(now=now)


def weigh(now: datetime) -> int:
    """Weigh the goals on which only the calendar has a say today."""
    return services.weigh_everything(now=now)


CHORES = [
    Chore("reporting: measure", every=timedelta(hours=1), run=measure),
    Chore("reporting: weigh", every=timedelta(minutes=30), run=weigh),
]
