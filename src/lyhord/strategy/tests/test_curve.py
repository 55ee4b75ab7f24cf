"""What is drawn of a goal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.curve import (
    BOTTOM,
    LEFT,
    MOST_POINTS,
    RIGHT,
    TOP,
    Note,
    Telling,
    curve_of,
    ticks_between,
)
from lyhord.strategy.rules.numbers import Value
from lyhord.strategy.rules.pace import Way
from lyhord.strategy.rules.statuses import Band, Outlook

START = date(2026, 1, 1)
DUE = START + timedelta(days=100)
WAY = Way(baseline=Decimal(0), target=Decimal(100), start=START, due=DUE)


def row(*places):
    return [Value(START + timedelta(days=day), Decimal(value)) for day, value in places]


def curve(values, *, gap_days=3, **more):
    told = Telling(values=values, way=WAY, today=START + timedelta(days=50), **more)
    return curve_of(told, gap_days=gap_days)


@settings(deadline=None)
@given(
    low=some.integers(-(10**9), 10**9).map(lambda n: n / 10),
    span=some.integers(0, 10**9).map(lambda n: n / 10),
)
def test_the_axis_holds_what_it_is_to_show(low, span):
    ticks = ticks_between(low, low + span)

    assert ticks[0] <= low + abs(low) * 1e-6 + 1e-6
    assert ticks[-1] >= low + span - abs(low + span) * 1e-6 - 1e-6
    assert 2 <= len(ticks) <= 8


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 50, 100]),
        (0, 40, [0, 10, 20, 30, 40]),
        (1850, 5000, [1000, 2000, 3000, 4000, 5000]),
        (7, 7, [6, 8]),
    ],
)
def test_numbers_on_the_axis_are_round(low, high, ticks):
    assert ticks_between(low, high) == ticks


def test_the_line_runs_from_the_first_number_to_the_last():
    drawn = curve(row((0, 0), (1, 50), (2, 100)))

    assert drawn.stretches == (f"{LEFT},{BOTTOM} 69.6,135 75.2,{TOP}",)
    assert drawn.last == (75.2, TOP)


def test_a_missing_week_is_a_gap_and_not_a_line():
    drawn = curve(row((0, 1), (1, 2), (9, 3), (20, 4), (21, 5)))

    assert (len(drawn.stretches), len(drawn.lone)) == (2, 1)


def test_the_pace_runs_from_corner_to_corner():
    points = curve([]).pace.split()

    assert (points[0], points[-1]) == (f"{LEFT},{BOTTOM}", f"{RIGHT},{TOP}")


def test_what_is_kept_within_is_a_band_without_a_pace():
    drawn = curve(row((0, 50)), band=Band(lowest=Decimal(25), highest=Decimal(75)))

    assert (drawn.pace, drawn.band) == ("", (82.5, 105.0))


def test_the_forecast_opens_from_the_latest_number_to_the_last_day():
    drawn = curve(row((0, 0), (50, 50)), outlook=Outlook(value=80, low=60, high=100))

    assert drawn.outlook == f"344,135 {RIGHT},72"
    assert drawn.cone == f"344,135 {RIGHT},{TOP} {RIGHT},114"


def test_a_wild_forecast_does_not_press_the_numbers_flat():
    drawn = curve(row((0, 0), (50, 50)), outlook=Outlook(value=80, low=-1e9, high=1e9))

    assert [tick for _y, tick in drawn.ticks] == [-100, 0, 100, 200]


def test_three_years_are_drawn_with_few_points_and_without_gaps():
    way = Way(baseline=Decimal(0), target=Decimal(100), start=START, due=START + timedelta(days=1200))
    told = Telling(values=row(*((day, day % 90) for day in range(1096))), way=way, today=way.due)
    drawn = curve_of(told, gap_days=3)

    assert len(drawn.stretches) == 1
    assert len(drawn.stretches[0].split()) <= MOST_POINTS


def test_what_happened_before_the_goal_is_not_on_its_curve():
    notes = [Note(START - timedelta(days=1), "Before"), Note(START + timedelta(days=50), "New strategy")]

    assert [(note.at, note.words) for note in curve([], notes=notes).notes] == [(344, "New strategy")]
