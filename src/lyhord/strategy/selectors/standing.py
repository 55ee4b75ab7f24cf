"""A goal as the pure rules see it."""

from datetime import date

from lyhord.strategy.models import Goal
from lyhord.strategy.rules import Direction
from lyhord.strategy.rules.pace import Way
from lyhord.strategy.rules.reaching import ReachedBy
from lyhord.strategy.rules.statuses import Band, Outlook, Standing, Status, status_of


def way_of(goal: Goal) -> Way:
    """The goal's way."""
    return Way(
        baseline=goal.baseline,
        target=goal.target,
        start=goal.start_date,
        due=goal.due_date,
        learning_days=goal.learning_days,
    )


def band_of(goal: Goal) -> Band | None:
    """What the goal is to be kept within; None when it goes somewhere."""
    if goal.direction != Direction.KEEP or goal.lowest is None or goal.highest is None:
        return None
    return Band(lowest=goal.lowest, highest=goal.highest)


def status_today(goal: Goal, today: date) -> Status:
    """How the goal stands with the numbers it holds. No queries."""
    band = band_of(goal)
    return status_of(
        Standing(
            way=way_of(goal),
            direction=goal.direction,
            value=goal.value,
            value_day=goal.value_date,
            outlook=outlook_of(goal),
            is_reached=goal.reached_at is not None and (band is None or goal.reached_by == ReachedBy.PERSON),
            today=today,
            band=band,
        )
    )


def outlook_of(goal: Goal) -> Outlook | None:
    """Where the numbers are going, as ``weigh`` wrote it; None when nothing can be told."""
    if goal.outlook is None or goal.outlook_low is None or goal.outlook_high is None:
        return None
    return Outlook(value=goal.outlook, low=goal.outlook_low, high=goal.outlook_high)
