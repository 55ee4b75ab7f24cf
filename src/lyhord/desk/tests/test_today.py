"""Everybody's day begins on a page of their own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lyhord.channels.models import Source
from lyhord.common.clock import utc_now
from lyhord.desk.rules.today import DESKS, Layout, Section, layout_for
from lyhord.listening.services import MonitorWish, create_monitor
from lyhord.notices.services import beat
from lyhord.organisation.models import Seat
from lyhord.organisation.permissions import May, granted
from lyhord.organisation.rules import Position
from lyhord.strategy.models import Celebration, Strategy
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.services import GoalDetails, set_goal
from lyhord.strategy.services.plan import ActionDetails, add_action

PEOPLE = ["head", "analyst", "community_manager", "care_manager", "colleague", "agency", "viewer"]


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_has_a_page_today(name, request):
    assert request.getfixturevalue(name).get("").status_code == 200


def test_a_stranger_finds_no_page(head, stranger):
    assert stranger.browser.get(f"/w/{head.workspace.slug}/").status_code == 404


def test_only_asking_is_allowed(head):
    assert head.post("").status_code == 405


def test_every_position_has_a_desk():
    assert set(DESKS) == set(Position)


@pytest.mark.parametrize("position", list(Position))
def test_nothing_stands_on_a_desk_that_its_owner_may_not_see(position):
    assert layout_for([position], granted([position])) == DESKS[position]


def test_two_positions_share_one_page_without_doubles():
    positions = [Position.ANALYST, Position.CARE_MANAGER]

    layout = layout_for(positions, granted(positions))

    wide = (Section.VOLUME, Section.MONITORS, Section.LATEST)
    assert layout == Layout(wide, (Section.MINE, Section.GOALS))


def test_what_somebody_may_not_see_is_left_out():
    layout = layout_for([Position.HEAD], {May.SEE_STRATEGY})

    assert layout == Layout((Section.GOALS,), ())


@pytest.mark.parametrize("monitors", [1, 3])
def test_one_and_three_monitors_take_the_same_queries(analyst, monitors, django_assert_num_queries):
    for number in range(monitors):
        asked = MonitorWish(name=f"Monitor {number}", query=f"kaffe{number}")
        create_monitor(workspace=analyst.workspace, by=analyst.actor, asked=asked)
    analyst.get("")

    with django_assert_num_queries(17):
        analyst.get("")


def needs(person) -> list[str]:
    return [need.says for need in person.get("").context["needs"]]


def test_a_silent_worker_is_said_to_the_head_and_to_nobody_else(head, care_manager):
    beat("listener", now=utc_now())
    beat("worker", now=utc_now() - timedelta(hours=1))

    assert needs(head) == ["The worker is silent: chores stand still."]
    assert needs(care_manager) == []


def test_an_ill_feed_and_a_vacant_seat_want_somebody(head):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())
    Seat.objects.create(workspace=head.workspace, position="analyst")
    Source.objects.create(
        workspace=head.workspace, network="rss", address="https://a.example/", name="A paper", failures=4
    )

    assert needs(head) == ["A paper does not answer.", "1 position is vacant."]


def test_a_silent_stream_is_told_once_and_by_name(head):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())
    Source.objects.create(network="bluesky", address="test", name="Bluesky", is_stream=True, failures=4)

    assert needs(head) == ["Bluesky does not answer."]


def test_what_was_reached_wants_a_fika_until_it_is_held(head, colleague, viewer):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())
    details = GoalDetails(
        name="1 000 friends", measure=Measure.FOLLOWERS, unit=Unit.COUNT, baseline=Decimal(0),
        target=Decimal(1000), start_date=date(2026, 1, 1), due_date=date(2026, 12, 31),
    )  # fmt: skip
    goal = set_goal(workspace=head.workspace, by=head.actor, details=details)
    cake = Celebration.objects.create(
        workspace=head.workspace, goal=goal, reached_at=utc_now() - timedelta(days=5)
    )

    assert needs(head) == needs(colleague) == ["1 000 friends is reached: plan the fika."]
    assert needs(viewer) == []

    Celebration.objects.filter(pk=cake.pk).update(fika_at=utc_now() - timedelta(hours=1))
    assert needs(head) == ["The fika for 1 000 friends: was there cake?"]


def test_what_is_late_in_the_plan_stands_on_its_owners_desk_and_wants_the_head(head, colleague):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())
    late = ActionDetails(
        name="Film the roastery", start_date=date(2026, 1, 1), due_date=date(2026, 1, 9),
        done_when="Three films", owner=Seat.objects.get(holder=colleague.member),
    )  # fmt: skip
    add_action(workspace=head.workspace, by=head.actor, details=late)

    assert "Yours this week" in colleague.get("").text
    assert "Yours this week" not in head.get("").text
    assert (needs(head), needs(colleague)) == (["1 action slips."], [])


def test_a_strategy_that_is_due_for_a_review_wants_the_head(head):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())
    Strategy.objects.create(workspace=head.workspace, want="x", review_date=date(2026, 1, 1))

    assert needs(head) == ["The strategy is due for a review."]
