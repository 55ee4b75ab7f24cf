"""Verbs of strategy and goals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lyhord.common.clock import utc_now
from lyhord.organisation.models import AuditEntry
from lyhord.strategy import services
from lyhord.strategy.rules import Direction, Measure, MilestoneOffTheWay, MilestoneTaken, Unit
from lyhord.strategy.selectors import goal_row, goals_of, strategy_of
from lyhord.strategy.services import GoalDetails, MilestoneDetails

FOLLOWERS = GoalDetails(
    name="A thousand followers",
    measure=Measure.FOLLOWERS,
    unit=Unit.COUNT,
    baseline=Decimal(0),
    target=Decimal(1000),
    start_date=date(2026, 1, 1),
    due_date=date(2026, 7, 1),
    functions=("marketing",),
)


@pytest.fixture
def goal(head):
    return services.set_goal(workspace=head.workspace, by=head.actor, details=FOLLOWERS)


def milestone(head, goal, value, name="On the way"):
    details = MilestoneDetails(name=name, value=Decimal(value))
    return services.set_milestone(goal=goal, by=head.actor, details=details)


def last_line():
    return AuditEntry.objects.order_by("-pk").values_list("what", flat=True).first()


def test_the_strategy_is_written_once_and_then_changed(head):
    services.write_strategy(workspace=head.workspace, by=head.actor, want="Be heard", way="Listen")
    services.write_strategy(workspace=head.workspace, by=head.actor, want="Be loved", way="")

    text = strategy_of(head.workspace)

    assert (text.want, text.way) == ("Be loved", "")
    assert last_line() == "strategy.write_strategy"


def test_a_goal_knows_which_way_is_better(head, goal):
    assert goal.direction == Direction.UP

    less = replace(FOLLOWERS, baseline=Decimal(60), target=Decimal(30))
    services.change_goal(goal=goal, by=head.actor, details=less)

    assert goal.direction == Direction.DOWN


def test_the_trail_says_what_changed_in_a_goal(head, goal):
    services.change_goal(goal=goal, by=head.actor, details=replace(FOLLOWERS, target=Decimal(2000)))

    assert AuditEntry.objects.get(what="strategy.change_goal").details == {"changed": ["target"]}


def test_a_goal_cannot_be_moved_away_from_its_milestones(head, goal):
    milestone(head, goal, 500)

    with pytest.raises(MilestoneOffTheWay):
        services.change_goal(goal=goal, by=head.actor, details=replace(FOLLOWERS, target=Decimal(400)))


def test_two_milestones_cannot_stand_at_one_value(head, goal):
    milestone(head, goal, 500)

    with pytest.raises(MilestoneTaken):
        milestone(head, goal, 500)


def test_a_removed_goal_is_gone_until_it_is_brought_back(head, goal):
    services.remove_goal(goal=goal, by=head.actor, now=utc_now())
    assert goals_of(head.workspace, today=date(2026, 2, 1)) == ()

    services.restore_goal(goal=goal, by=head.actor)
    assert [row.name for row in goals_of(head.workspace, today=date(2026, 2, 1))] == [FOLLOWERS.name]


def test_a_removed_milestone_leaves_its_place_to_another(head, goal):
    first = milestone(head, goal, 500)
    services.remove_milestone(milestone=first, by=head.actor, now=utc_now())
    milestone(head, goal, 500)

    with pytest.raises(MilestoneTaken):
        services.restore_milestone(milestone=first, by=head.actor)


def test_progress_is_what_reached_milestones_tell(head, goal):
    first, _second = milestone(head, goal, 100), milestone(head, goal, 500)

    services.reach_milestone(milestone=first, by=head.actor, now=utc_now())
    row = goal_row(goal, today=date(2026, 2, 1))

    assert (row.percent, row.reached_count) == (10, 1)
    assert row.next_milestone.amount.value == 500


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The first 100", "The first 100"),
        ("A hundred", "A hundred (100)"),
        ("100\u00a0of us", "100\u00a0of us"),
    ],
)
def test_a_milestone_is_written_with_its_number_once(head, goal, name, words):
    milestone(head, goal, 100, name)

    assert goal_row(goal, today=date(2026, 2, 1)).next_milestone.words == words


def test_milestones_of_a_shrinking_goal_come_in_the_order_in_which_they_are_met(head):
    faster = replace(FOLLOWERS, baseline=Decimal(60), target=Decimal(20), unit=Unit.MINUTES)
    goal = services.set_goal(workspace=head.workspace, by=head.actor, details=faster)
    for value in (30, 45):
        milestone(head, goal, value)

    row = goal_row(goal, today=date(2026, 2, 1))

    assert [str(each.amount) for each in row.milestones] == ["45 min", "30 min"]


def test_a_reached_goal_is_whole_and_comes_last(head, goal):
    later = replace(FOLLOWERS, name="Later", due_date=date(2026, 12, 1))
    services.set_goal(workspace=head.workspace, by=head.actor, details=later)

    services.reach_goal(goal=goal, by=head.actor, now=utc_now())
    rows = goals_of(head.workspace, today=date(2026, 2, 1))

    assert [(row.name, row.percent) for row in rows] == [("Later", 0), (FOLLOWERS.name, 100)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_goals_takes_two_queries_however_long(head, count, django_assert_num_queries):
    for _ in range(count):
        made = services.set_goal(workspace=head.workspace, by=head.actor, details=FOLLOWERS)
        milestone(head, made, 500)

    with django_assert_num_queries(2):
        assert len(goals_of(head.workspace, today=date(2026, 2, 1))) == count
