"""Where a row of numbers is going: a straight line that a few wild days cannot bend.

The slope is the median of the slopes between all pairs of values (Theil 1950, Sen 1968). How sure it is
follows from Kendall's statistic (Gilbert 1987, Statistical Methods for Environmental Pollution Monitoring,
16.3.2), widened where each value resembles the one before (lag-1, after Hamed & Rao 1998): a rolling sum is
smoother than what it sums. To this come the distances of the values themselves from the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST_DAYS = 14  # before that any line is a guess
FEWEST_VALUES = 8
MOST_VALUES = 90  # the newest; older ones tell of another time, and pairs grow with the square
SURE = 0.8  # of ten intervals, eight should hold what comes

_Z = 1.2816  # of the normal distribution, for SURE from both sides
_MOST_ALIKE = 0.9

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the number will be at the asked day; in eight of ten cases between ``low`` and ``high``."""

    value: float
    low: float
    high: float
    slope: float  # a day


def forecast(days: Sequence[int], values: Sequence[float], *, at: int) -> Forecast | None:
    """The value on day ``at``. ``days``: ascending numbers of days that have a value; gaps are fine.

    None when there is too little to tell from: fewer than 8 values, or a span of fewer than 14 days.
    """
    x = np.asarray(days[-MOST_VALUES:], dtype=float)
    y = np.asarray(values[-MOST_VALUES:], dtype=float)
    if len(x) < FEWEST_VALUES or x[-1] - x[0] < FEWEST_DAYS:
        return None
    slopes = _slopes(x, y)
    slope = float(np.median(slopes))
    rest = y - slope * x
    middle = float(np.median(rest)) + slope * at
    least, most = _bounds(slopes, len(x), rest - np.median(rest))
    reach = at - float(np.median(x))
    low_rest, high_rest = np.quantile(rest - np.median(rest), [(1 - SURE) / 2, (1 + SURE) / 2])
    below = float(np.hypot(reach * (slope - least), low_rest))
    above = float(np.hypot(reach * (most - slope), high_rest))
    return Forecast(middle, middle - below, middle + above, slope)


def _slopes(x: Numbers, y: Numbers) -> Numbers:
    """Between every two values, ascending."""
    first, second = np.triu_indices(len(x), k=1)
    return np.sort((y[second] - y[first]) / (x[second] - x[first]))


def _bounds(slopes: Numbers, count: int, rest: Numbers) -> tuple[float, float]:
    """The slopes at both ends of the interval."""
    spread = _Z * np.sqrt(count * (count - 1) * (2 * count + 5) / 18 * _widening(rest))
    low = int((len(slopes) - spread) / 2)
    high = int(np.ceil((len(slopes) + spread) / 2))
    return float(slopes[max(low, 0)]), float(slopes[min(high, len(slopes) - 1)])


def _widening(rest: Numbers) -> float:
    """How much less n values tell when each resembles the one before it."""
    square = float(rest @ rest)
    alike = float(rest[1:] @ rest[:-1]) / square if square > 0 else 0.0
    alike = min(max(alike, 0.0), _MOST_ALIKE)
    return (1 + alike) / (1 - alike)
