"""What the plan allows, where it slips, and how many hours there are: pure rules."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules.plan import (
    ActionEndsTooEarly,
    ActionsGoInACircle,
    CadenceImpossible,
    ResourceEndsTooEarly,
    ResourceIsNothing,
    Slip,
    Standing,
    TooManyAccountable,
    check_cadence,
    check_days,
    check_needs,
    check_parts,
    check_resource,
    slips_of,
)
from lyhord.strategy.rules.plan_hours import Held, Share, hours_in

TODAY = date(2026, 11, 23)
MONDAY = TODAY
DAY = timedelta(days=1)
NAMES = {1: "Hire", 2: "Film", 3: "Publish"}
few = settings(deadline=None, max_examples=60)


def standing(**more):
    usual = {
        "status": "planned",
        "start": TODAY,
        "due": TODAY + 7 * DAY,
        "has_owner": True,
        "has_measure": True,
    }
    return Standing(**(usual | more))


def test_an_action_of_one_day_is_fine():
    assert check_days(TODAY, TODAY) is None


def test_a_last_day_before_the_first_is_refused():
    with pytest.raises(ActionEndsTooEarly):
        check_days(TODAY, TODAY - DAY)


def test_a_circle_is_told_as_a_story():
    needs = {1: frozenset({2}), 2: frozenset({3}), 3: frozenset({1})}

    with pytest.raises(ActionsGoInACircle) as refused:
        check_needs(NAMES, needs)

    said = str(refused.value.message)
    around = said.removeprefix("These would wait for each other forever: ").split(" → ")
    assert (len(around), around[0] == around[-1], set(around)) == (4, True, set(NAMES.values()))


def test_an_action_does_not_wait_for_itself():
    with pytest.raises(ActionsGoInACircle) as refused:
        check_needs(NAMES, {1: frozenset({1})})

    assert str(refused.value.message) == "An action cannot wait for itself."


@few
@given(pairs=some.sets(some.tuples(some.integers(0, 8), some.integers(0, 8)), max_size=14))
def test_what_is_allowed_can_be_done_in_some_order(pairs):
    needs: dict[int, frozenset[int]] = {}
    for one, other in pairs:
        needs[one] = needs.get(one, frozenset()) | {other}
    try:
        check_needs(dict.fromkeys(range(9), "x"), needs)
        is_allowed = True
    except ActionsGoInACircle:
        is_allowed = False

    done: set[int] = set()
    for _round in range(9):
        done |= {one for one in range(9) if needs.get(one, frozenset()) <= done}
    assert is_allowed == (len(done) == 9)


def test_only_one_is_accountable():
    with pytest.raises(TooManyAccountable):
        check_parts({1: "accountable", 2: "accountable"})
    assert check_parts({1: "accountable", 2: "informed", 3: "informed"}) is None


@pytest.mark.parametrize(
    ("kind", "amount", "until", "error"),
    [
        ("people", 0, None, ResourceIsNothing),
        ("people", 101, None, ResourceIsNothing),
        ("money", -1, None, ResourceIsNothing),
        ("tool", 100, TODAY - DAY, ResourceEndsTooEarly),
    ],
)
def test_resources_that_cannot_be(kind, amount, until, error):
    with pytest.raises(error):
        check_resource(kind, amount, TODAY, until)


@pytest.mark.parametrize(("posts", "weekdays"), [(0, ()), (141, ()), (2, (0, 1, 2))])
def test_promises_nobody_can_keep(posts, weekdays):
    with pytest.raises(CadenceImpossible):
        check_cadence(posts, weekdays)


@pytest.mark.parametrize(
    ("said", "slips"),
    [
        ({}, ()),
        ({"due": TODAY - DAY, "start": TODAY - 5 * DAY}, (Slip.LATE,)),
        ({"start": TODAY - DAY}, (Slip.NOT_BEGUN,)),
        ({"start": TODAY - DAY, "status": "doing"}, ()),
        ({"needs_due": (TODAY,)}, (Slip.TOO_SOON,)),
        ({"needs_due": (TODAY - DAY,)}, ()),
        ({"has_owner": False, "has_measure": False}, (Slip.NOBODYS, Slip.ENDLESS)),
        ({"due": TODAY - DAY, "start": TODAY - DAY, "status": "done", "has_owner": False}, ()),
        ({"due": TODAY - DAY, "start": TODAY - DAY, "status": "dropped"}, ()),
    ],
)
def test_where_the_plan_slips(said, slips):
    assert slips_of(standing(**said), TODAY) == slips


def test_a_seat_without_shares_has_all_its_hours():
    assert hours_in([Held(hours=Decimal(40))], MONDAY) == Decimal("40.0")


def test_a_share_that_comes_on_wednesday_is_three_fifths_of_the_week():
    half = Share(percent=Decimal(50), from_date=MONDAY + 2 * DAY)

    assert hours_in([Held(hours=Decimal(40), shares=(half,))], MONDAY) == Decimal("12.0")
    assert hours_in([Held(hours=Decimal(40), shares=(half,))], MONDAY + 7 * DAY) == Decimal("20.0")


def test_a_guests_time_ends_with_the_seat():
    guest = Held(hours=Decimal(10), ends_on=MONDAY)

    assert [hours_in([guest], MONDAY + after * DAY) for after in (0, 7)] == [Decimal("2.0"), Decimal("0.0")]


@few
@given(percents=some.lists(some.integers(0, 100), max_size=4), hours=some.integers(0, 80))
def test_nobody_has_more_than_their_hours(percents, hours):
    shares = tuple(Share(percent=Decimal(each), from_date=MONDAY) for each in percents)

    assert hours_in([Held(hours=Decimal(hours), shares=shares)], MONDAY) <= hours
