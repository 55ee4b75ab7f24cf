"""Pace, reaching and status: the pure decisions about how a goal stands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules import Direction
from lyhord.strategy.rules.numbers import Value
from lyhord.strategy.rules.pace import Way
from lyhord.strategy.rules.reaching import reached_on
from lyhord.strategy.rules.statuses import Band, Outlook, Standing, Status, status_of

START = date(2026, 1, 1)
few = settings(deadline=None, max_examples=100)
numbers = some.integers(-1000, 1000).map(Decimal)
ways = some.builds(
    lambda ends, length, learning: Way(
        baseline=ends[0],
        target=ends[1],
        start=START,
        due=START + timedelta(days=length),
        learning_days=learning,
    ),
    some.tuples(numbers, numbers).filter(lambda ends: ends[0] != ends[1]),
    some.integers(1, 800),
    some.integers(0, 900),
)
HUNDRED = Way(baseline=Decimal(0), target=Decimal(100), start=START, due=START + timedelta(days=100))
LEARNING = Way(
    baseline=Decimal(0), target=Decimal(100), start=START, due=START + timedelta(days=100), learning_days=40
)


def row(*numbers):
    return [Value(START + timedelta(days=at), Decimal(value)) for at, value in enumerate(numbers)]


@few
@given(way=ways)
def test_the_pace_runs_from_the_baseline_to_the_target(way):
    assert way.expected(way.start) == pytest.approx(float(way.baseline))
    assert way.expected(way.due) == pytest.approx(float(way.target))


@few
@given(way=ways, at=some.integers(-10, 900))
def test_the_pace_never_goes_back(way, at):
    today, tomorrow = (way.share(START + timedelta(days=day)) for day in (at, at + 1))

    assert 0 <= today <= tomorrow + 1e-12 <= 1 + 1e-9


@few
@given(way=ways, at=some.integers(0, 800))
def test_while_learning_no_more_is_expected_than_on_a_straight_line(way, at):
    day = START + timedelta(days=at)
    straight = min(at / (way.due - START).days, 1)

    assert way.share(day) <= straight + 1e-9


@pytest.mark.parametrize(
    ("day", "expected"), [(0, 0), (20, 6.25), (40, 25), (70, 62.5), (100, 100), (200, 100)]
)
def test_the_first_months_are_easier_on_purpose(day, expected):
    assert LEARNING.expected(START + timedelta(days=day)) == pytest.approx(expected)


@few
@given(values=some.lists(some.integers(0, 10)), wanted=some.integers(0, 10), hold=some.integers(1, 4))
def test_what_is_reached_stays_reached_whatever_comes_after(values, wanted, hold):
    def day(first):
        return reached_on(row(*values[:first]), wanted=Decimal(wanted), direction=Direction.UP, hold=hold)

    days = [day(first) for first in range(len(values) + 1)]
    known = [each for each in days if each]

    assert len(set(known)) <= 1
    assert days == [None] * (len(days) - len(known)) + known


@few
@given(values=some.lists(some.integers(0, 10)), wanted=some.integers(0, 10), hold=some.integers(1, 4))
def test_reaching_downwards_is_reaching_upwards_in_the_mirror(values, wanted, hold):
    down = reached_on(row(*values), wanted=Decimal(wanted), direction=Direction.DOWN, hold=hold)
    mirror = row(*(-value for value in values))

    assert down == reached_on(mirror, wanted=Decimal(-wanted), direction=Direction.UP, hold=hold)


@pytest.mark.parametrize(
    ("values", "day"),
    [((99, 100, 100, 100), 4), ((100, 100, 99, 100, 100, 100, 5), 6), ((100, 100), None), ((), None)],
)
def test_a_value_is_held_three_times_before_it_counts(values, day):
    found = reached_on(row(*values), wanted=Decimal(100), direction=Direction.UP, hold=3)

    assert found == (START + timedelta(days=day - 1) if day else None)


def standing(day, value=None, *, way=HUNDRED, outlook=None, **more):
    on = START + timedelta(days=day)
    given = {"direction": Direction.UP, "is_reached": False, "value_day": on, **more}
    number = None if value is None else Decimal(value)
    said = Outlook(value=outlook[1], low=outlook[0], high=outlook[2]) if outlook else None
    return status_of(Standing(way=way, value=number, outlook=said, today=on, **given))


GOLDEN = [
    (standing(-5), Status.COMING),
    (standing(50), Status.UNKNOWN),
    (standing(50, 50), Status.ON_TRACK),
    (standing(50, 45), Status.AT_RISK),
    (standing(50, 39), Status.OFF_TRACK),
    (standing(20, 7, way=LEARNING), Status.ON_TRACK),
    (standing(20, 7), Status.OFF_TRACK),
    (standing(50, 30, outlook=(95, 105, 110)), Status.ON_TRACK),
    (standing(50, 40, outlook=(80, 90, 101)), Status.AT_RISK),
    (standing(50, 55, outlook=(70, 80, 90)), Status.AT_RISK),
    (standing(50, 40, outlook=(70, 80, 90)), Status.OFF_TRACK),
    (standing(101, 99), Status.MISSED),
    (standing(101, 99, is_reached=True), Status.REACHED),
    (standing(101), Status.MISSED),
]


@pytest.mark.parametrize(("found", "expected"), GOLDEN)
def test_golden_standings(found, expected):
    assert found == expected


DOWN = Way(baseline=Decimal(60), target=Decimal(30), start=START, due=START + timedelta(days=100))


@pytest.mark.parametrize(
    ("value", "outlook", "expected"),
    [
        (45, None, Status.ON_TRACK),
        (47, None, Status.AT_RISK),
        (55, None, Status.OFF_TRACK),
        (50, (20, 29, 40), Status.ON_TRACK),
        (50, (25, 35, 45), Status.AT_RISK),
        (50, (32, 40, 45), Status.OFF_TRACK),
    ],
)
def test_less_can_be_better(value, outlook, expected):
    assert standing(50, value, way=DOWN, outlook=outlook, direction=Direction.DOWN) == expected


BAND = Band(lowest=Decimal(20), highest=Decimal(40))


@pytest.mark.parametrize(
    ("day", "value", "outlook", "expected"),
    [
        (50, 30, None, Status.ON_TRACK),
        (50, 20, (25, 30, 35), Status.ON_TRACK),
        (50, 30, (35, 41, 50), Status.AT_RISK),
        (50, 41, None, Status.OFF_TRACK),
        (101, 40, None, Status.REACHED),
        (101, 41, None, Status.MISSED),
    ],
)
def test_keeping_within_is_a_goal_too(day, value, outlook, expected):
    assert standing(day, value, outlook=outlook, direction=Direction.KEEP, band=BAND) == expected


RANK = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK]


@few
@given(way=ways, at=some.integers(0, 800), value=numbers, better=some.integers(0, 500))
def test_a_better_number_never_stands_worse(way, at, value, better):
    assume(START + timedelta(days=at) <= way.due)
    direction = Direction.UP if way.target > way.baseline else Direction.DOWN
    nearer = value + better if direction == Direction.UP else value - better

    worse, now = (standing(at, each, way=way, direction=direction) for each in (value, nearer))

    assert RANK.index(worse) <= RANK.index(now)
