"""What can be measured, in what unit, which way is better, and what a goal must be like."""

from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.common.errors import LyhordError


class Measure(TextChoices):
    """The measures a first goal can have."""

    FOLLOWERS = "followers", _("Followers")
    LIKES = "likes", _("Likes on our posts")
    RESPONSE_TIME = "response_time", _("First response time")
    MENTIONS = "mentions", _("Mentions")
    POSTS_PER_WEEK = "posts_per_week", _("Our posts a week")
    LEADS = "leads", _("Leads")
    OTHER = "other", _("Something else we count")


class Unit(TextChoices):
    """What the number counts."""

    COUNT = "count", _("number")
    MINUTES = "minutes", _("minutes")
    PERCENT = "percent", _("per cent")
    SEK = "sek", _("SEK")


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", _("Up")
    DOWN = "down", _("Down")
    KEEP = "keep", _("Keep within")


# From when a number will come by itself. Until then people say when a milestone is reached.
MEASURED_FROM: dict[str, Promise] = {
    Measure.FOLLOWERS: _("Not measured yet. Counted from the day an account of yours is connected."),
    Measure.LIKES: _("Not measured yet. Counted from the day an account of yours is connected."),
    Measure.RESPONSE_TIME: _("Not measured yet. Timed from the day you answer people here."),
    Measure.MENTIONS: _("Not measured yet. Your monitors already collect what it will be counted from."),
    Measure.POSTS_PER_WEEK: _("Not measured yet. Counted from the day you publish from here."),
    Measure.LEADS: _("Not measured by itself: you know best where leads are counted."),
    Measure.OTHER: _("Not measured by itself: you count it."),
}


class StrategyError(LyhordError):
    """Something about strategy or goals that cannot be so."""


class GoalGoesNowhere(StrategyError):
    """The target is where we already are."""


class GoalEndsTooEarly(StrategyError):
    """The last day lies before the first."""


class MilestoneOffTheWay(StrategyError):
    """The milestone does not lie between where we are and where we want to be."""


class MilestoneTaken(StrategyError):
    """The goal already has a milestone at this value."""


class GoalKeepsNothing(StrategyError):
    """The lowest lies above the highest, or one of them is not given."""


class GoalsGoInACircle(StrategyError):
    """One goal takes over from another that takes over from it."""


def check_band(*, lowest: Decimal | None, highest: Decimal | None, start: date, due: date) -> None:
    """Raises GoalKeepsNothing or GoalEndsTooEarly."""
    if lowest is None or highest is None or lowest >= highest:
        raise GoalKeepsNothing(_("Say the lowest and the highest number; the lowest comes first."))
    _check_days(start, due)


def check_goal(*, baseline: Decimal, target: Decimal, start: date, due: date) -> None:
    """Raises GoalGoesNowhere or GoalEndsTooEarly."""
    if baseline == target:
        raise GoalGoesNowhere(_("The target is where you are today. Aim a little further."))
    _check_days(start, due)


def _check_days(start: date, due: date) -> None:
    if due <= start:
        raise GoalEndsTooEarly(_("The goal must have a last day that comes after its first."))


def check_milestone(*, value: Decimal, baseline: Decimal, target: Decimal) -> None:
    """Raises MilestoneOffTheWay."""
    if not min(baseline, target) < value < max(baseline, target):
        raise MilestoneOffTheWay(_("A milestone lies between where you are and where you want to be."))


def direction_of(baseline: Decimal, target: Decimal) -> Direction:
    """Whether the number is to grow or to shrink."""
    return Direction.UP if target > baseline else Direction.DOWN


def time_gone(start: date, due: date, today: date) -> int:
    """How much of the time has gone, in per cent, 0 to 100."""
    share = (today - start).days / (due - start).days
    return round(100 * min(max(share, 0.0), 1.0))


def way_gone(value: Decimal, baseline: Decimal, target: Decimal) -> float:
    """How far ``value`` lies on the way from baseline to target: 0 at the start, 1 at the goal."""
    if baseline == target:  # a goal to keep within has no way
        return 0.0
    return float((value - baseline) / (target - baseline))
