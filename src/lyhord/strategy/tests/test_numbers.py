"""From measurements to numbers: sums and shares, and honesty about what is missing."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules.numbers import Number, Point, Value, values_of

MONDAY = date(2026, 11, 2)
few = settings(deadline=None, max_examples=60)
points = some.lists(
    some.builds(
        lambda after, above, below, source: Point(
            MONDAY + timedelta(days=after), Decimal(above), Decimal(below), source
        ),
        some.integers(0, 40),
        some.integers(0, 50),
        some.integers(0, 9),
        some.sampled_from(["", "bluesky", "mastodon"]),
    ),
    unique_by=lambda point: (point.day, point.source),
)


def day(number):
    return MONDAY + timedelta(days=number)


def levels(rows, *, is_daily):
    given_points = [Point(day(at), Decimal(value), source=source) for at, source, value in rows]
    return [
        ((each.day - MONDAY).days, each.value)
        for each in values_of(given_points, number=Number.LEVEL, window_days=1, is_daily=is_daily)
    ]


def slow_sum(rows, last, window_days):
    inside = [row for row in rows if last - timedelta(days=window_days) < row.day <= last]
    return sum(row.numerator for row in inside), sum(row.denominator for row in inside)


@few
@given(rows=points, window_days=some.integers(1, 10))
def test_a_sum_is_the_sum_of_its_days(rows, window_days):
    found = values_of(rows, number=Number.FLOW, window_days=window_days, is_daily=False)

    assert {each.day: each.value for each in found} == {
        row.day: slow_sum(rows, row.day, window_days)[0] for row in rows
    }


@few
@given(rows=points, window_days=some.integers(1, 10))
def test_a_share_is_a_sum_divided_by_a_sum(rows, window_days):
    found = values_of(rows, number=Number.RATIO, window_days=window_days, is_daily=False, times=100)
    sums = {row.day: slow_sum(rows, row.day, window_days) for row in rows}

    assert {each.day: each.value for each in found} == {
        last: 100 * above / below for last, (above, below) in sums.items() if below
    }


@few
@given(rows=points, window_days=some.integers(1, 10))
def test_days_that_were_not_measured_are_counted_as_missing(rows, window_days):
    found = values_of(rows, number=Number.FLOW, window_days=window_days, is_daily=True)
    measured = defaultdict(int)
    for last in {row.day for row in rows}:
        measured[last] = len(
            {row.day for row in rows if last - timedelta(days=window_days) < row.day <= last}
        )

    assert [(each.day, each.days) for each in found] == sorted(
        (last, there) for last, there in measured.items() if 2 * there >= window_days
    )


@few
@given(rows=points)
def test_the_order_in_which_measurements_come_does_not_matter(rows):
    for number in Number:
        there, back = (
            values_of(each, number=number, window_days=7, is_daily=True) for each in (rows, rows[::-1])
        )
        assert there == back


def test_channels_add_up():
    assert levels(
        [(0, "bluesky", 100), (0, "mastodon", 20), (1, "bluesky", 110), (1, "mastodon", 20)], is_daily=True
    ) == [
        (0, 120),
        (1, 130),
    ]


def test_a_channel_that_has_not_answered_yet_does_not_look_like_a_fall():
    rows = [(0, "bluesky", 100), (0, "mastodon", 20), (1, "bluesky", 110)]

    assert levels(rows, is_daily=True) == [(0, 120)]


def test_a_channel_that_was_left_is_not_waited_for_forever():
    rows = [(0, "bluesky", 100), (0, "mastodon", 20), (3, "bluesky", 110), (4, "bluesky", 111)]

    assert levels(rows, is_daily=True) == [(0, 120), (4, 111)]


def test_what_is_counted_by_hand_holds_until_it_is_counted_again():
    assert levels([(0, "shop", 5), (3, "fair", 2), (9, "shop", 6)], is_daily=False) == [
        (0, 5),
        (3, 7),
        (9, 8),
    ]


@pytest.mark.parametrize(("days", "is_whole"), [(7, True), (6, False)])
def test_a_number_knows_whether_something_is_missing_in_it(days, is_whole):
    assert Value(MONDAY, Decimal(1), days, 7).is_whole is is_whole
