"""Celebrations: the page, the fika, and being reminded."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from icalendar import Calendar

from lyhord.common.clock import utc_now
from lyhord.strategy import services
from lyhord.strategy.models import Celebration
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.selectors.cakes import cakes_of, cakes_waiting
from lyhord.strategy.services import GoalDetails, MilestoneDetails, Reading

REACHED = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def milestone(head):
    details = GoalDetails(
        name="Forty leads",
        measure=Measure.LEADS,
        unit=Unit.COUNT,
        baseline=Decimal(0),
        target=Decimal(40),
        start_date=date(2026, 1, 1),
        due_date=date(2026, 12, 1),
    )
    goal = services.set_goal(workspace=head.workspace, by=head.actor, details=details)
    half = MilestoneDetails(name="Halfway", value=Decimal(20))
    return services.set_milestone(goal=goal, by=head.actor, details=half)


@pytest.fixture
def cake(head, milestone):
    services.reach_milestone(milestone=milestone, by=head.actor, now=REACHED)
    return Celebration.objects.get()


def wants(head, days):
    return [row.wants for row in cakes_waiting(head.workspace, now=REACHED + timedelta(days=days))]


def test_everybody_at_the_company_sees_the_cake(head, colleague, viewer, agency, cake):
    pages = ["strategy/cakes/", f"strategy/cakes/{cake.pk}/"]

    assert [who.get(page).status_code for who in (head, colleague, viewer, agency) for page in pages] == [
        200
    ] * 8
    assert [head.post(page).status_code for page in pages] == [405, 405]


def test_colleagues_plan_the_fika_and_guests_do_not(colleague, viewer, agency, head, cake):
    address = f"strategy/cakes/{cake.pk}/fika/"

    assert [who.get(address).status_code for who in (colleague, viewer, agency)] == [200, 403, 403]
    assert head.get(f"strategy/cakes/{cake.pk}/held/").status_code == 405


@pytest.mark.parametrize("path", ["", "fika/"])
def test_a_stranger_gets_no_cake(stranger, head, cake, path):
    address = f"strategy/cakes/{cake.pk}/{path}"

    assert stranger.browser.get(f"/w/{head.workspace.slug}/{address}").status_code == 404
    assert stranger.get(address).status_code == 404


def test_the_fika_is_planned_in_the_companys_time_and_eaten(head, cake):
    head.post(
        f"strategy/cakes/{cake.pk}/fika/", {"day": "2026-03-06", "clock": "14:30", "place": "The kitchen"}
    )
    cake.refresh_from_db()
    assert (cake.fika_at, cake.place) == (datetime(2026, 3, 6, 13, 30, tzinfo=UTC), "The kitchen")

    head.post(f"strategy/cakes/{cake.pk}/held/")
    assert "The cake was eaten on" in head.get(f"strategy/cakes/{cake.pk}/").text


def test_the_fika_goes_into_any_calendar(head, cake):
    assert head.get(f"strategy/cakes/{cake.pk}/fika.ics").status_code == 404
    services.plan_fika(cake=cake, by=head.actor, at=datetime(2026, 3, 6, 13, 30, tzinfo=UTC), place="Köket")

    event = Calendar.from_ical(head.get(f"strategy/cakes/{cake.pk}/fika.ics").content).walk("VEVENT")[0]
    assert (event["SUMMARY"], event["LOCATION"]) == ("Cake: Halfway", "Köket")
    assert event.decoded("DTSTART") == datetime(2026, 3, 6, 13, 30, tzinfo=UTC)


def test_the_night_the_clocks_change_has_its_cake_too(head, cake):
    head.post(f"strategy/cakes/{cake.pk}/fika/", {"day": "2026-03-29", "clock": "02:30"})
    cake.refresh_from_db()

    assert cake.fika_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_fika_without_a_time_is_explained(head, cake):
    assert head.post(f"strategy/cakes/{cake.pk}/fika/", {"day": "2026-03-06"}).status_code == 422


def test_a_cake_that_nobody_planned_is_reminded_of(head, cake):
    assert (wants(head, 2), wants(head, 4)) == ([], ["plan"])


def test_a_cake_that_was_planned_and_not_eaten_is_reminded_of(head, cake):
    services.plan_fika(cake=cake, by=head.actor, at=REACHED + timedelta(days=10), place="")
    assert (wants(head, 9), wants(head, 11)) == ([], ["hold"])

    services.hold_fika(cake=cake, by=head.actor, now=REACHED + timedelta(days=10))
    assert wants(head, 11) == []


def test_a_cake_that_was_not_deserved_says_why(head, milestone):
    def write(number):
        reading = Reading(date=date(2026, 2, 1), numerator=Decimal(number))
        services.record_measurements(kpi=milestone.goal.kpi, by=head.actor, readings=[reading], now=utc_now())

    write(20)
    cake = Celebration.objects.get()
    assert "cake-plate" in head.get(f"strategy/cakes/{cake.pk}/").text

    write(19)
    page = head.get(f"strategy/cakes/{cake.pk}/").text
    assert "The numbers were corrected on" in page
    assert "cake-plate" not in page
    assert [row.is_standing for row in cakes_of(head.workspace, now=utc_now())] == [False]


def test_the_list_asks_as_much_for_one_cake_as_for_three(head, milestone, cake, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(cakes_of(head.workspace, now=utc_now())) == 1
    for value in (25, 30):
        more = MilestoneDetails(name=f"At {value}", value=Decimal(value))
        further = services.set_milestone(goal=milestone.goal, by=head.actor, details=more)
        services.reach_milestone(milestone=further, by=head.actor, now=REACHED)

    with django_assert_num_queries(1):
        assert len(cakes_of(head.workspace, now=utc_now())) == 3


def test_taking_it_back_and_reaching_it_again_is_one_cake(head, milestone, cake):
    services.reach_milestone(milestone=milestone, by=head.actor, now=None)
    services.reach_milestone(milestone=milestone, by=head.actor, now=REACHED)

    assert [row.is_standing for row in cakes_of(head.workspace, now=REACHED)] == [True]
