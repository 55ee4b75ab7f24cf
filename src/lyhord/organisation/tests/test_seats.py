"""Seats are added, filled, emptied; the last head stays, also when two resign at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from lyhord.organisation import services
from lyhord.organisation.models import AuditEntry, Seat
from lyhord.organisation.selectors import positions_of
from lyhord.organisation.services.absence import NoCoverError
from lyhord.organisation.services.seats import HeadHasNoEndError, HoldsItAlreadyError, LastHeadError

TODAY = date(2026, 11, 23)


def seat_of(person) -> Seat:
    return person.member.seats.get()


def test_a_seat_may_be_vacant_and_filled_later(head, colleague):
    seat = services.add_seat(head.workspace, by=head.actor, position="analyst", hours_per_week=7.5)

    services.fill_seat(seat, by=head.actor, holder=colleague.member)

    assert positions_of(colleague.member, today=TODAY) == {"analyst", "contributor"}
    assert AuditEntry.objects.order_by("-pk").first().details["hours_per_week"] == "7.5"


def test_nobody_holds_a_position_twice(head, analyst):
    with pytest.raises(HoldsItAlreadyError):
        services.add_seat(head.workspace, by=head.actor, position="analyst", holder=analyst.member)


@pytest.mark.parametrize("verb", ["vacate_seat", "remove_seat"])
def test_the_last_head_stays(head, verb):
    with pytest.raises(LastHeadError):
        getattr(services, verb)(seat_of(head), by=head.actor)

    assert positions_of(head.member, today=TODAY) == {"head"}


def test_the_last_head_does_not_become_something_else(head):
    with pytest.raises(LastHeadError):
        services.change_seat(
            seat_of(head), by=head.actor, position="viewer", unit=None, hours_per_week=1, ends_on=None
        )


def test_the_last_head_may_be_followed_by_another(head, analyst):
    services.fill_seat(seat_of(head), by=head.actor, holder=analyst.member)

    assert positions_of(analyst.member, today=TODAY) == {"head", "analyst"}
    assert positions_of(head.member, today=TODAY) == set()


def test_a_head_who_cannot_log_in_does_not_count(head, analyst):
    services.add_seat(head.workspace, by=head.actor, position="head", holder=analyst.member)
    analyst.user.is_active = False
    analyst.user.save(update_fields=["is_active"])

    with pytest.raises(LastHeadError):
        services.vacate_seat(seat_of(head), by=head.actor)


def test_a_head_has_no_last_day(head):
    with pytest.raises(HeadHasNoEndError):
        services.add_seat(head.workspace, by=head.actor, position="head", ends_on=TODAY)


def test_a_guest_is_a_stranger_after_the_last_day(head, agency):
    services.change_seat(
        seat_of(agency), by=head.actor, position="agency", unit=None, hours_per_week=1, ends_on=TODAY
    )

    assert positions_of(agency.member, today=TODAY) == {"agency"}
    assert positions_of(agency.member, today=TODAY + timedelta(days=1)) == set()


def test_seats_of_other_companies_are_out_of_reach(head, stranger):
    with pytest.raises(ValueError, match="another workspace"):
        services.fill_seat(seat_of(head), by=head.actor, holder=stranger.member)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", range(3))
def test_two_heads_who_resign_at_once_do_not_both_succeed(head, analyst, round_number):
    second = services.add_seat(head.workspace, by=head.actor, position="head", holder=analyst.member)
    ready = Barrier(2)

    def resign(seat: Seat) -> bool:
        ready.wait()
        try:
            services.vacate_seat(seat, by=head.actor)
        except LastHeadError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        succeeded = list(pool.map(resign, [seat_of(head), second]))

    assert sorted(succeeded) == [False, True]
    assert Seat.objects.filter(position="head", holder__isnull=False).count() == 1


def test_who_stands_in_may_what_the_seat_may(head, analyst, colleague):
    services.set_cover(
        seat_of(analyst), by=head.actor, stand_in=colleague.member, from_date=TODAY, to_date=TODAY
    )

    days = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)]
    assert ["analyst" in positions_of(colleague.member, today=day) for day in days] == [False, True, False]


@pytest.mark.parametrize(
    ("stand_in", "days"),
    [("analyst", 1), ("colleague", -1)],
    ids=["oneself", "the wrong way round"],
)
def test_cover_that_makes_no_sense_is_refused(head, analyst, colleague, stand_in, days):
    person = {"analyst": analyst, "colleague": colleague}[stand_in]

    with pytest.raises(NoCoverError):
        services.set_cover(
            seat_of(analyst),
            by=head.actor,
            stand_in=person.member,
            from_date=TODAY,
            to_date=TODAY + timedelta(days=days),
        )


def test_a_day_is_covered_once(head, analyst, colleague, viewer):
    cover = {"by": head.actor, "from_date": TODAY, "to_date": TODAY}
    services.set_cover(seat_of(analyst), stand_in=colleague.member, **cover)

    with pytest.raises(NoCoverError):
        services.set_cover(seat_of(analyst), stand_in=viewer.member, **cover)
