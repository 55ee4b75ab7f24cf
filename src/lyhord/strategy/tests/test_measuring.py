"""Measurements arrive, goals are held against them, and what is reached is celebrated exactly once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from lyhord.notices.models import LiveEvent
from lyhord.organisation.models import AuditEntry
from lyhord.strategy import services
from lyhord.strategy.models import Celebration, Correction, Goal, Kpi, Measurement
from lyhord.strategy.rules import (
    GoalKeepsNothing,
    GoalsGoInACircle,
    Measure,
    Unit,
)
from lyhord.strategy.rules.numbers import Number
from lyhord.strategy.rules.statuses import Status
from lyhord.strategy.selectors import find_goal, goal_row, values_of_kpi
from lyhord.strategy.services import GoalDetails, KpiDetails, MilestoneDetails, Reading

START = date(2026, 1, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LEADS = GoalDetails(
    name="Forty leads",
    measure=Measure.LEADS,
    unit=Unit.COUNT,
    baseline=Decimal(0),
    target=Decimal(40),
    start_date=START,
    due_date=START + timedelta(days=100),
)
FOLLOWERS = replace(LEADS, name="A thousand", measure=Measure.FOLLOWERS, target=Decimal(1000))


def set_goal(head, details=LEADS, **more):
    return services.set_goal(workspace=head.workspace, by=head.actor, details=replace(details, **more))


@pytest.fixture
def goal(head):
    return set_goal(head)


def write(head, goal, *rows, now=NOW):
    """Rows of day (from the start) and number."""
    readings = [Reading(date=START + timedelta(days=day), numerator=Decimal(number)) for day, number in rows]
    return services.record_measurements(kpi=goal.kpi, by=head.actor, readings=readings, now=now)


def fresh(goal):
    return find_goal(goal.workspace, goal.pk)


def status(goal, day=59):
    return goal_row(fresh(goal), today=START + timedelta(days=day)).status


def half_way(head, goal, value=20):
    details = MilestoneDetails(name="Half", value=Decimal(value))
    return services.set_milestone(goal=goal, by=head.actor, details=details)


def test_goals_with_one_measure_follow_one_number(head):
    mine, yours = set_goal(head, FOLLOWERS), set_goal(head, FOLLOWERS, name="Two thousand")

    assert mine.kpi == yours.kpi
    assert (mine.hold, str(mine.kpi)) == (3, "Followers")


def test_what_is_counted_by_oneself_is_a_number_of_its_own(head):
    goals = [
        set_goal(head, LEADS, measure=Measure.OTHER, name=name) for name in ("Böcker sålda", "Ätna bullar")
    ]

    assert [goal.kpi.key for goal in goals] == ["bocker_salda", "atna_bullar"]


def test_a_goal_stands_as_its_latest_number_says(head, goal):
    assert status(goal, 10) == Status.UNKNOWN

    write(head, goal, (10, 1), (50, 25))

    assert (fresh(goal).value, fresh(goal).value_date, status(goal)) == (
        25,
        date(2026, 2, 20),
        Status.ON_TRACK,
    )


def test_numbers_before_the_goal_began_are_not_its_own(head, goal):
    write(head, goal, (-30, 90))

    assert (fresh(goal).value, fresh(goal).reached_at) == (None, None)


def test_nothing_is_forecast_before_two_weeks(head, goal):
    write(head, goal, *((day, day) for day in range(14)))
    assert fresh(goal).outlook is None

    write(head, goal, (14, 14))
    assert fresh(goal).outlook == pytest.approx(100)


def test_the_same_again_is_nothing_and_another_number_is_a_correction(head, goal):
    first = write(head, goal, (10, 5), (11, 6))
    again = write(head, goal, (11, 6), (10, 5))
    other = write(head, goal, (10, 7))

    assert [(each.new, each.same, each.corrected) for each in (first, again, other)] == [
        (2, 0, 0),
        (0, 2, 0),
        (0, 0, 1),
    ]
    assert (Measurement.objects.count(), Correction.objects.get().numerator) == (2, 5)


def test_a_day_that_has_not_come_cannot_be_measured(head, goal):
    late_evening = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)  # in Stockholm it is March
    write(head, goal, (59, 5), now=late_evening)

    with pytest.raises(services.InTheFuture):
        write(head, goal, (60, 5), now=late_evening)


def test_a_milestone_is_reached_once_and_celebrated_once(head, goal):
    milestone = half_way(head, goal)
    for number in (19, 20, 25, 3, 30):
        write(head, goal, (number, number))
    milestone.refresh_from_db()

    assert (milestone.reached_at.date(), milestone.reached_by) == (date(2026, 1, 21), "numbers")
    assert [cake.name for cake in Celebration.objects.standing()] == ["Half"]
    assert LiveEvent.objects.filter(topic="celebrations").count() == 1


def test_what_is_measured_every_day_must_hold_for_three(head):
    goal = set_goal(head, FOLLOWERS, target=Decimal(100))
    write(head, goal, (1, 100), (2, 101), (3, 99), (4, 100), (5, 100))
    assert fresh(goal).reached_at is None

    write(head, goal, (6, 100))
    assert fresh(goal).reached_at.date() == date(2026, 1, 7)


def test_corrected_numbers_may_take_it_back_and_give_it_again(head, goal):
    milestone = half_way(head, goal)
    write(head, goal, (10, 22))
    write(head, goal, (10, 2))
    milestone.refresh_from_db()
    assert (milestone.reached_at, Celebration.objects.get().withdrawn_why) == (None, "corrected")

    write(head, goal, (12, 21))
    milestone.refresh_from_db()
    assert milestone.reached_at.date() == date(2026, 1, 13)
    assert Celebration.objects.standing().count() == Celebration.objects.count() == 1


def test_what_a_person_says_stands_against_the_numbers(head, goal):
    milestone = half_way(head, goal)
    services.reach_milestone(milestone=milestone, by=head.actor, now=NOW)
    write(head, goal, (10, 2))
    milestone.refresh_from_db()
    assert milestone.reached_at == NOW

    services.reach_milestone(milestone=milestone, by=head.actor, now=None)
    write(head, goal, (12, 30))
    milestone.refresh_from_db()
    assert milestone.reached_at is None
    assert Celebration.objects.standing().count() == 0


def test_a_milestone_that_lies_behind_us_is_reached_when_it_is_set(head, goal):
    write(head, goal, (10, 22))

    assert half_way(head, goal).reached_at.date() == date(2026, 1, 11)


def test_order_does_not_matter(head):
    there, back = (set_goal(head, LEADS, measure=Measure.OTHER, name=name) for name in ("There", "Back"))
    rows = [(day, day * 3 % 50) for day in range(40)]
    for row in rows:
        write(head, there, row)
    write(head, back, *reversed(rows))

    one, other = fresh(there), fresh(back)
    assert (one.value, one.outlook, one.reached_at) == (other.value, other.outlook, other.reached_at)


def test_a_goal_can_be_to_keep_within(head):
    goal = set_goal(head, lowest=Decimal(20), highest=Decimal(40))
    write(head, goal, (10, 30))
    assert (goal.direction, status(goal)) == ("keep", Status.ON_TRACK)

    write(head, goal, (20, 41))
    assert status(goal) == Status.OFF_TRACK


def test_keeping_within_to_the_end_is_cake(head):
    goal = set_goal(head, lowest=Decimal(20), highest=Decimal(40))
    after = datetime(2026, 5, 1, 9, tzinfo=UTC)
    write(head, goal, (90, 30), now=datetime(2026, 4, 2, 9, tzinfo=UTC))

    assert services.weigh_workspace(head.workspace, by=head.actor, now=after) == 1
    assert services.weigh_workspace(head.workspace, by=head.actor, now=after) == 0
    assert [cake.name for cake in Celebration.objects.all()] == ["Forty leads"]


def test_a_band_without_room_is_refused(head):
    with pytest.raises(GoalKeepsNothing):
        set_goal(head, lowest=Decimal(40), highest=Decimal(20))


def test_goals_take_over_from_each_other_but_not_in_a_circle(head, goal):
    later = set_goal(head, LEADS, name="Later", takes_over_from=goal)

    with pytest.raises(GoalsGoInACircle):
        services.change_goal(goal=goal, by=head.actor, details=replace(LEADS, takes_over_from=later))


def test_what_is_not_said_of_a_goal_stays_as_it_is(head):
    goal = set_goal(head, learning_days=30, hold=2)
    services.change_goal(goal=goal, by=head.actor, details=replace(LEADS, name="Other"))

    assert (fresh(goal).name, fresh(goal).learning_days, fresh(goal).hold) == ("Other", 30, 2)


def add_kpi(head, name, **more):
    return services.add_kpi(workspace=head.workspace, by=head.actor, details=KpiDetails(name=name, **more))


def test_a_formula_follows_its_parts(head, goal):
    visits = add_kpi(head, "Visits")
    share = add_kpi(head, "Leads per visit", formula="100 * leads / visits", unit=Unit.PERCENT)
    rate = set_goal(head, LEADS, name="Better", target=Decimal(5), kpi=share, measure=Measure.OTHER)
    write(head, goal, (1, 4), (2, 6), (3, 8))
    services.record_measurements(
        kpi=visits,
        by=head.actor,
        readings=[
            Reading(date=START + timedelta(days=day), numerator=Decimal(count))
            for day, count in ((1, 0), (2, 300), (4, 500))
        ],
        now=NOW,
    )

    assert [(value.day.day, value.value) for value in values_of_kpi(share)] == [(3, 2)]
    assert fresh(rate).value == 2


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ("leads / customers", services.KpiUnknown),
        ("leads /", services.kpis.StrategyError),
        ("leads * nobody", services.KpiUnknown),
    ],
)
def test_a_formula_of_unknown_numbers_is_refused(head, goal, formula, error):
    with pytest.raises(error):
        add_kpi(head, "Wrong", formula=formula)


def test_a_number_cannot_come_to_be_made_of_itself(head, goal):
    one = add_kpi(head, "One", formula="leads + 1")
    add_kpi(head, "Two", formula="one + 1")

    with pytest.raises(services.KpiUnknown):
        services.change_kpi(kpi=one, by=head.actor, details=KpiDetails(name="One", formula="two + 1"))


def test_a_number_that_is_followed_is_not_removed(head, goal):
    with pytest.raises(services.KpiInUse):
        services.remove_kpi(kpi=goal.kpi, by=head.actor, now=NOW)

    free = add_kpi(head, "Free")
    services.remove_kpi(kpi=free, by=head.actor, now=NOW)
    assert Kpi.objects.current().filter(pk=free.pk).count() == 0


def test_a_formula_is_not_measured(head, goal):
    share = add_kpi(head, "Share", formula="leads * 2")

    with pytest.raises(services.NotCounted):
        services.record_measurements(kpi=share, by=head.actor, readings=[], now=NOW)


def test_two_numbers_do_not_have_one_name(head, goal):
    with pytest.raises(services.KpiTaken):
        add_kpi(head, "leads")


def test_shares_are_sums_divided_by_sums(head):
    voice = add_kpi(head, "Voice", number=Number.RATIO, window_days=2, unit=Unit.PERCENT)
    readings = [
        Reading(date=START, numerator=Decimal(1), denominator=Decimal(1)),
        Reading(date=START + timedelta(days=1), numerator=Decimal(1), denominator=Decimal(9)),
    ]
    services.record_measurements(kpi=voice, by=head.actor, readings=readings, now=NOW)

    assert [value.value for value in values_of_kpi(voice)] == [100, 20]


def test_the_trail_tells_of_numbers_and_of_what_they_reach(head, goal):
    half_way(head, goal)
    write(head, goal, (10, 22))

    assert list(AuditEntry.objects.order_by("-pk").values_list("what", flat=True)[:2]) == [
        "strategy.reached_by_numbers",
        "strategy.record_measurements",
    ]


def test_removing_a_measurement_takes_back_what_only_it_reached(head, goal):
    milestone = half_way(head, goal)
    write(head, goal, (10, 22))
    services.remove_measurement(measurement=Measurement.objects.get(), by=head.actor, now=NOW)
    milestone.refresh_from_db()

    assert (milestone.reached_at, fresh(goal).value) == (None, None)
    assert Goal.objects.count() == 1
