"""Ids are in the order of time, and dates that cannot be are not believed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.listening import rules
from lyhord.listening.rules import State, ids

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MOMENTS = st.integers(946684800, 4102444800).map(lambda s: datetime.fromtimestamp(s + 0.25, UTC))
KEYS = st.integers(0, 2**63 - 1)


@given(MOMENTS, MOMENTS, KEYS, KEYS)
def test_a_later_second_has_a_higher_id(one, two, key, other_key):
    earlier, later = sorted([one, two])

    first, second = rules.first_id(earlier, key), rules.first_id(later, other_key)

    assert (first < second) or int(earlier.timestamp()) == int(later.timestamp())


@given(MOMENTS, KEYS)
def test_an_id_is_safe_in_javascript_and_lies_between_its_second_and_the_next(moment, key):
    second = moment.replace(microsecond=0)

    number = rules.first_id(moment, key)

    assert rules.lowest_id(second) <= number < rules.lowest_id(second + timedelta(seconds=1)) <= 2**53


@given(MOMENTS, KEYS)
def test_looking_for_a_free_id_stays_within_the_second(moment, key):
    number = rules.first_id(moment, key)

    assert rules.next_id(number) != number
    assert rules.next_id(number) >> ids.SEQUENCE_BITS == number >> ids.SEQUENCE_BITS


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [
        (NOON - timedelta(days=3), NOON - timedelta(days=3)),
        (NOON + timedelta(minutes=5), NOON + timedelta(minutes=5)),
        (NOON + timedelta(days=1), NOON),
        (datetime(1970, 1, 1, tzinfo=UTC), NOON),
        (None, NOON),
    ],
)
def test_a_date_that_cannot_be_is_not_believed(claimed, believed):
    assert rules.published_at(claimed, arrived_at=NOON) == believed


def test_keys_of_different_names_differ_and_are_positive():
    keys = {rules.key_of("rss", "ab"), rules.key_of("rssa", "b"), rules.key_of("rss", "ab", "")}

    assert len(keys) == 3
    assert all(0 <= key < 2**63 for key in keys)


def test_every_state_has_a_way_out_and_none_leads_to_itself():
    assert {state for state in State if rules.STEPS[state] and state not in rules.STEPS[state]} == set(State)
