"""How a goal stands: held against its pace and against where its numbers are going."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.goals import Direction
from lyhord.strategy.rules.pace import Way

NEAR = 0.1  # so much of the whole way one may lie behind the pace and be only at risk


class Status(TextChoices):
    """How a goal stands."""

    COMING = "coming", _("Not begun")
    UNKNOWN = "unknown", _("No numbers yet")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")
    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the number will be on the last day; in eight of ten cases between ``low`` and ``high``."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a number is to be kept within, both ends included."""

    lowest: Decimal
    highest: Decimal

    def holds(self, value: Decimal | float) -> bool:
        """Whether ``value`` lies within."""
        return float(self.lowest) <= float(value) <= float(self.highest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the status follows from. ``value`` and ``value_day``: the latest number there is."""

    way: Way
    direction: str
    value: Decimal | None
    value_day: date | None
    outlook: Outlook | None
    is_reached: bool
    today: date
    band: Band | None = None


def status_of(now: Standing) -> Status:
    """The status on ``now.today``.

    With an outlook it decides: reaching the target is on track, reaching it only with luck (or lying at the
    pace although it does not) is at risk. Without one the pace does, and a tenth of the way is near enough
    to be at risk only.
    """
    if now.is_reached:
        return Status.REACHED
    if now.today > now.way.due:
        return _at_the_end(now)
    if now.value is None or now.value_day is None:
        return Status.COMING if now.today < now.way.start else Status.UNKNOWN
    if now.band:
        return _within(now.value, now.outlook, now.band)
    behind = now.way.share(now.value_day) - now.way.gone(now.value)
    if now.outlook is None:
        return Status.ON_TRACK if behind <= 0 else Status.AT_RISK if behind <= NEAR else Status.OFF_TRACK
    if now.way.gone(now.outlook.value) >= 1:
        return Status.ON_TRACK
    luckiest = now.outlook.high if now.direction == Direction.UP else now.outlook.low
    return Status.AT_RISK if now.way.gone(luckiest) >= 1 or behind <= 0 else Status.OFF_TRACK


def _at_the_end(now: Standing) -> Status:
    """Keeping within has worked when the last number lies within; anything else was not reached."""
    if now.band and now.value is not None and now.band.holds(now.value):
        return Status.REACHED
    return Status.MISSED


def _within(value: Decimal, outlook: Outlook | None, band: Band) -> Status:
    if not band.holds(value):
        return Status.OFF_TRACK
    return Status.AT_RISK if outlook and not band.holds(outlook.value) else Status.ON_TRACK
