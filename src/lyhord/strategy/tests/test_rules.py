"""What a goal and a milestone must be like."""

from datetime import date
from decimal import Decimal

import pytest

from lyhord.strategy.rules import (
    MEASURED_FROM,
    Direction,
    GoalEndsTooEarly,
    GoalGoesNowhere,
    Measure,
    MilestoneOffTheWay,
    check_goal,
    check_milestone,
    direction_of,
    time_gone,
    way_gone,
)

SPRING = {"start": date(2026, 1, 1), "due": date(2026, 4, 11)}


def test_a_goal_goes_somewhere():
    with pytest.raises(GoalGoesNowhere):
        check_goal(baseline=Decimal(5), target=Decimal(5), **SPRING)


def test_a_goal_ends_after_its_first_day():
    with pytest.raises(GoalEndsTooEarly):
        check_goal(baseline=Decimal(0), target=Decimal(5), start=date(2026, 1, 1), due=date(2026, 1, 1))


@pytest.mark.parametrize(("value", "baseline", "target"), [(50, 0, 100), (45, 60, 30), (1, 0, 2)])
def test_a_milestone_between_here_and_there_is_fine(value, baseline, target):
    check_milestone(value=Decimal(value), baseline=Decimal(baseline), target=Decimal(target))


@pytest.mark.parametrize(
    ("value", "baseline", "target"), [(0, 0, 100), (100, 0, 100), (101, 0, 100), (20, 60, 30)]
)
def test_a_milestone_off_the_way_is_refused(value, baseline, target):
    with pytest.raises(MilestoneOffTheWay):
        check_milestone(value=Decimal(value), baseline=Decimal(baseline), target=Decimal(target))


def test_less_is_better_when_the_target_is_lower():
    assert direction_of(Decimal(60), Decimal(30)) == Direction.DOWN
    assert direction_of(Decimal(30), Decimal(60)) == Direction.UP


@pytest.mark.parametrize(
    ("today", "percent"),
    [(date(2025, 12, 1), 0), (date(2026, 1, 1), 0), (date(2026, 2, 20), 50), (date(2026, 12, 1), 100)],
)
def test_time_gone_stays_between_nothing_and_all(today, percent):
    assert time_gone(**SPRING, today=today) == percent


def test_the_way_runs_downwards_too():
    assert way_gone(Decimal(45), Decimal(60), Decimal(30)) == 0.5


def test_every_measure_says_from_when_it_is_measured():
    assert set(MEASURED_FROM) == set(Measure)
