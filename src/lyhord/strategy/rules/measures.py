"""How each measure that we know ourselves is counted."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.goals import Measure
from lyhord.strategy.rules.numbers import Number


class Kind(TextChoices):
    """Where a KPI's numbers come from."""

    MEASURED = "measured", _("measured by itself")
    MANUAL = "manual", _("written down by people or sent by programs")
    FORMULA = "formula", _("made of other numbers")


class Phase(TextChoices):
    """What a goal is: one to begin with, or one for the business."""

    FIRST = "first", _("to begin with")
    BUSINESS = "business", _("for the business")


@dataclass(frozen=True, slots=True)
class Shape:
    """How measurements become one number: the latest, or what the last ``window_days`` come to."""

    number: Number
    window_days: int
    kind: Kind

    @property
    def is_daily(self) -> bool:
        """Measured every day by itself, so that silence means that something is missing."""
        return self.kind == Kind.MEASURED

    @property
    def usual_hold(self) -> int:
        """How many values in a row must hold before something counts as reached."""
        return 3 if self.is_daily else 1


SHAPES: dict[str, Shape] = {
    Measure.FOLLOWERS: Shape(Number.LEVEL, 1, Kind.MEASURED),
    Measure.LIKES: Shape(Number.FLOW, 30, Kind.MEASURED),
    Measure.RESPONSE_TIME: Shape(Number.RATIO, 30, Kind.MEASURED),
    Measure.MENTIONS: Shape(Number.FLOW, 30, Kind.MEASURED),
    Measure.POSTS_PER_WEEK: Shape(Number.FLOW, 7, Kind.MEASURED),
    Measure.LEADS: Shape(Number.LEVEL, 1, Kind.MANUAL),
    Measure.OTHER: Shape(Number.LEVEL, 1, Kind.MANUAL),
}
FLATTERING = frozenset({Measure.FOLLOWERS, Measure.LIKES})  # they grow also when nothing gets better


def phase_of(measure: str) -> Phase:
    """What a goal with this measure is, unless somebody says otherwise."""
    return Phase.FIRST if measure in FLATTERING else Phase.BUSINESS
