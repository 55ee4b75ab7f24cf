"""What a goal's page draws."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lyhord.strategy.amounts import Amount, about
from lyhord.strategy.curve import Curve, Note, Telling, curve_of
from lyhord.strategy.models import Goal
from lyhord.strategy.rules.numbers import GRACE, Value
from lyhord.strategy.selectors.numbers import values_of_kpi
from lyhord.strategy.selectors.standing import band_of, outlook_of, way_of

NEWEST = 14
_LOOSEST_DAYS = 45  # what people count by hand is counted once a month


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """A day of the curve's table."""

    day: date
    amount: Amount
    expected: Amount | None
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class GoalChart:
    """The curve, its numbers as words, and the newest days as a table."""

    curve: Curve
    ticks: tuple[tuple[float, Amount], ...]
    rows: tuple[ValueRow, ...]
    expected: Amount | None  # by the pace, on the day of the latest number
    first: date
    last: date


def goal_chart(goal: Goal, *, today: date, notes: tuple[Note, ...] = ()) -> GoalChart | None:
    """Nothing while there are no numbers. At most four queries, however long the row is."""
    values = _values(goal)
    if not values:
        return None
    curve = curve_of(_telling(goal, values, today, notes), gap_days=_gap_days(goal))
    return GoalChart(
        curve=curve,
        ticks=tuple((at, _amount(goal, tick)) for at, tick in curve.ticks),
        rows=tuple(_row(goal, value) for value in reversed(values[-NEWEST:])),
        expected=_expected(goal, values[-1].day),
        first=goal.start_date,
        last=max(goal.due_date, today),
    )


def _values(goal: Goal) -> list[Value]:
    if goal.kpi is None:
        return []
    return [value for value in values_of_kpi(goal.kpi) if value.day >= goal.start_date]


def _telling(goal: Goal, values: list[Value], today: date, notes: tuple[Note, ...]) -> Telling:
    stops = ((stop.name, float(stop.value), stop.reached_at is not None) for stop in goal.milestones.all())
    return Telling(
        values=values,
        way=way_of(goal),
        today=today,
        band=band_of(goal),
        outlook=outlook_of(goal),
        milestones=tuple(stops),
        notes=notes,
    )


def _gap_days(goal: Goal) -> int:
    return GRACE.days if goal.kpi and goal.kpi.shape.is_daily else _LOOSEST_DAYS


def _row(goal: Goal, value: Value) -> ValueRow:
    return ValueRow(
        day=value.day,
        amount=_amount(goal, value.value),
        expected=_expected(goal, value.day),
        is_whole=value.is_whole,
    )


def _expected(goal: Goal, day: date) -> Amount | None:
    """By the pace; a goal to keep within has none."""
    return None if band_of(goal) else _amount(goal, way_of(goal).expected(day))


def _amount(goal: Goal, value: Decimal | float) -> Amount:
    return about(value, goal.unit)
