"""Where bars, months and arrows lie."""

from datetime import date

import pytest

from lyhord.strategy.models import Goal
from lyhord.strategy.plan_drawing import picture_of
from lyhord.strategy.selectors.plan import plan_of
from lyhord.strategy.selectors.plan_timeline import timeline_of
from lyhord.strategy.tests.plan_cast import DAY, TODAY, add
from lyhord.strategy.tests.test_pages import make_goal


def test_a_bar_begins_on_its_first_day_and_ends_after_its_last(head):
    add(head, start_date=TODAY, due_date=TODAY + 9 * DAY)
    picture = picture_of([("", None, plan_of(head.workspace, today=TODAY))], today=TODAY)

    bar = picture.bars[0]

    assert bar.x == pytest.approx(picture.today_x, abs=0.1)
    assert bar.width == pytest.approx(10 * picture.per_day, abs=0.1)


def test_nothing_lies_outside_the_picture(head):
    add(head, "Long ago", start_date=date(1999, 1, 1), due_date=date(1999, 1, 1))
    add(head, "Far ahead", start_date=date(2099, 1, 1), due_date=date(2099, 12, 31))

    picture, _groups = timeline_of(head.workspace, today=TODAY)

    assert all(bar.x >= 0 and bar.end <= picture.width for bar in picture.bars)
    assert picture.width <= 4000


def test_an_arrow_that_goes_back_in_time_is_wrong(head):
    first = add(head, "Write", due_date=TODAY + 9 * DAY)
    add(head, "Film", needs=frozenset({first.pk}), start_date=TODAY + 9 * DAY, due_date=TODAY + 12 * DAY)
    add(head, "Edit", needs=frozenset({first.pk}), start_date=TODAY + 10 * DAY, due_date=TODAY + 12 * DAY)

    picture, _groups = timeline_of(head.workspace, today=TODAY)

    assert sorted(arrow.is_wrong for arrow in picture.arrows) == [False, True]


def test_less_is_expected_of_the_first_months(head):
    goal = make_goal(head)  # January to July
    Goal.objects.filter(pk=goal.pk).update(learning_days=90)
    add(head, goal=goal, start_date=date(2026, 1, 5), due_date=date(2026, 6, 20))

    picture, _groups = timeline_of(head.workspace, today=date(2026, 2, 1))

    expected = [month.expected for month in picture.months][:5]
    assert expected == sorted(expected)
    assert (expected[0] < 0.25, expected[4], picture.has_learning) == (True, 1, True)
    assert [month.is_learning for month in picture.months][:5] == [True, True, True, False, False]


def test_without_anything_to_learn_no_columns_are_drawn(head):
    add(head, goal=make_goal(head))

    assert not timeline_of(head.workspace, today=TODAY)[0].has_learning
