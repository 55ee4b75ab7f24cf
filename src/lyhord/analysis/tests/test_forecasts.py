"""Where a row of numbers is going, and how sure that is."""

from itertools import combinations
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.analysis.forecasts import FEWEST_DAYS, FEWEST_VALUES, MOST_VALUES, forecast

few = settings(deadline=None, max_examples=50)  # the first call of numpy takes its time
levels = some.floats(-1e6, 1e6)
rows = some.lists(some.floats(-1e6, 1e6), min_size=15, max_size=40)


def slow_slope(days, values):
    return median((values[b] - values[a]) / (days[b] - days[a]) for a, b in combinations(range(len(days)), 2))


@few
@given(start=levels, slope=some.floats(-1e3, 1e3), at=some.integers(0, 1000))
def test_a_straight_line_goes_on_straight(start, slope, at):
    days = list(range(30))

    told = forecast(days, [start + slope * day for day in days], at=at)

    assert told.value == pytest.approx(start + slope * at, rel=1e-6, abs=1e-3)
    assert told.high - told.low == pytest.approx(0, abs=1e-2)


@few
@given(values=rows)
def test_the_slope_is_the_median_of_all_pairs(values):
    days = list(range(len(values)))

    assert forecast(days, values, at=100).slope == pytest.approx(slow_slope(days, values))


@few
@given(values=rows, at=some.integers(0, 400))
def test_the_forecast_lies_within_its_interval(values, at):
    told = forecast(list(range(len(values))), values, at=at)

    assert told.low <= told.value <= told.high


@few
@given(values=rows, by=levels)
def test_a_number_that_lies_higher_is_forecast_as_much_higher(values, by):
    days = list(range(len(values)))

    here, there = (forecast(days, each, at=50) for each in (values, [value + by for value in values]))

    assert there.value - here.value == pytest.approx(by, rel=1e-6, abs=1e-2)


@few
@given(values=rows)
def test_up_and_down_are_treated_alike(values):
    days = list(range(len(values)))

    up, down = (forecast(days, each, at=50) for each in (values, [-value for value in values]))

    assert (down.value, down.slope) == (pytest.approx(-up.value), pytest.approx(-up.slope))


def test_a_few_wild_days_do_not_bend_the_line():
    days = list(range(40))
    values = [100 + 2.0 * day for day in days]
    for wild in (5, 17, 18, 39):
        values[wild] = 10_000

    assert forecast(days, values, at=100).value == pytest.approx(300)


@pytest.mark.parametrize("days", [[], [3], list(range(FEWEST_DAYS)), [0, 10, 20, 30, 40, 50, 60]])
def test_too_little_is_not_guessed_from(days):
    assert forecast(days, [1.0] * len(days), at=100) is None


def test_two_weeks_and_eight_values_are_enough():
    days = [0, 1, 3, 5, 7, 9, 11, 14]

    assert (len(days), forecast(days, [5.0] * 8, at=30).value) == (FEWEST_VALUES, 5)


def test_missing_days_do_not_count_as_anything():
    days = [day for day in range(60) if day % 3]

    assert forecast(days, [4.0 * day for day in days], at=90).value == pytest.approx(360)


def test_only_the_newest_values_count():
    values = [1000.0] * 200 + [float(day) for day in range(MOST_VALUES)]

    assert forecast(list(range(len(values))), values, at=len(values)).slope == pytest.approx(1)


@pytest.mark.parametrize("alike", [0.0, 0.6])
def test_eight_of_ten_intervals_hold_what_comes(alike):
    rng = np.random.default_rng(7)
    held, days, at = 0, np.arange(60), 90
    for _ in range(300):
        noise = rng.normal(0, 20, at + 1)
        for day in range(1, at + 1):
            noise[day] += alike * noise[day - 1]
        truth = 1000 + 5 * np.arange(at + 1) + noise
        told = forecast(days.tolist(), truth[:60].tolist(), at=at)
        held += told.low <= truth[at] <= told.high

    assert 0.72 <= held / 300 <= 0.92
