"""Where a goal should be on a day: slowly at first, while everybody learns, then steadily to the target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A goal's way: from ``baseline`` on ``start`` to ``target`` on ``due``, which lies after ``start``.

    In the first ``learning_days`` less is expected on purpose; 0 is a straight line.
    """

    baseline: Decimal
    target: Decimal
    start: date
    due: date
    learning_days: int = 0

    def share(self, day: date) -> float:
        """How much of the way is expected to be gone on ``day``: 0 before the start, 1 from the last day on.

        While learning the speed grows evenly from nothing; afterwards it stays. Never falls.
        """
        length = (self.due - self.start).days
        time = min(max((day - self.start).days / length, 0.0), 1.0)
        learning = min(max(self.learning_days / length, 0.0), 1.0)
        speed = 1 / (1 - learning / 2)
        if time < learning:
            return speed * time * time / (2 * learning)
        return min(speed * (time - learning / 2), 1.0)

    def expected(self, day: date) -> float:
        """The number that is expected on ``day``."""
        return float(self.baseline) + self.share(day) * float(self.target - self.baseline)

    def gone(self, value: Decimal | float) -> float:
        """How much of the way lies behind ``value``: below 0 and above 1 outside of it."""
        return (float(value) - float(self.baseline)) / float(self.target - self.baseline)
