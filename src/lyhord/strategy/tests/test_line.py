"""The drawing of a goal's way."""

from datetime import date
from decimal import Decimal

from lyhord.strategy.line import BOTTOM, LEFT, RIGHT, TOP, Stop, line_of

START = Stop("", Decimal(0), date(2026, 1, 1), True, "0")
END = Stop("A thousand", Decimal(1000), date(2026, 4, 11), False, "1,000")


def test_the_line_runs_from_the_lower_left_to_the_upper_right():
    line = line_of(START, END, [], today=date(2026, 1, 1))

    assert [(dot.x, dot.y) for dot in line.dots] == [(LEFT, BOTTOM), (RIGHT, TOP)]
    assert line.stroke == f"{LEFT},{BOTTOM} {RIGHT},{TOP}"


def test_a_goal_that_is_to_shrink_runs_downwards():
    less = Stop("Half", Decimal(30), date(2026, 4, 11))

    line = line_of(Stop("", Decimal(60), date(2026, 1, 1)), less, [], today=date(2026, 1, 1))

    assert [dot.y for dot in line.dots] == [TOP, BOTTOM]


def test_a_milestone_without_a_day_lies_where_a_straight_line_passes_it():
    line = line_of(START, END, [Stop("Half", Decimal(500))], today=date(2026, 1, 1))

    assert line.dots[1].day == date(2026, 2, 20)


def test_milestones_stand_in_the_order_of_their_days():
    stops = [Stop("b", Decimal(900), date(2026, 4, 1)), Stop("a", Decimal(100), date(2026, 2, 1))]

    line = line_of(START, END, stops, today=date(2026, 1, 1))

    assert [dot.name for dot in line.dots] == ["", "a", "b", "A thousand"]


def test_today_is_drawn_only_while_the_goal_runs():
    assert line_of(START, END, [], today=date(2026, 2, 20)).today_x == (LEFT + RIGHT) / 2
    assert line_of(START, END, [], today=date(2026, 5, 1)).today_x is None
