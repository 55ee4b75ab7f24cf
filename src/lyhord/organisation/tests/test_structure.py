"""Units, functions, opening hours and days off."""

from datetime import date, time

import pytest

from lyhord.organisation import services
from lyhord.organisation.hours import Period
from lyhord.organisation.models import AuditEntry, ClosedDay, Unit
from lyhord.organisation.services.hours import HoursError
from lyhord.organisation.services.structure import ChosenFunction, UnitNameTakenError

NINE, NOON, ONE, FIVE = time(9), time(12), time(13), time(17)


def test_a_unit_without_a_name_is_called_what_it_is(head):
    assert services.add_unit(head.workspace, by=head.actor, kind="sales").name == "Sales"


def test_two_units_of_one_name_are_refused(head):
    unit = services.add_unit(head.workspace, by=head.actor, kind="sales", name="North")

    with pytest.raises(UnitNameTakenError):
        services.add_unit(head.workspace, by=head.actor, kind="sales", name=" north ")

    assert services.rename_unit(unit, by=head.actor, name="NORTH").name == "NORTH"


def test_the_people_of_a_removed_unit_stay(head):
    unit = Unit.objects.get(workspace=head.workspace)
    services.move_member(head.member, by=head.actor, unit=unit)

    services.remove_unit(unit, by=head.actor)

    head.member.refresh_from_db()
    assert (head.member.unit, Unit.objects.count()) == (None, 0)


def test_the_department_has_exactly_the_functions_chosen(head):
    seat = head.member.seats.get()
    for names in (["pr", "sales"], ["sales", "marketing"]):
        chosen = [ChosenFunction(name, responsible=seat) for name in names]
        services.set_functions(head.workspace, by=head.actor, chosen=chosen)

    kept = head.workspace.functions.order_by("function").values_list("function", "responsible")
    assert list(kept) == [("marketing", seat.pk), ("sales", seat.pk)]


def test_a_week_is_replaced_whole(head):
    for periods in ([Period(0, NINE, FIVE)], [Period(1, NINE, NOON), Period(1, ONE, time(0))]):
        services.set_opening_periods(head.workspace, by=head.actor, periods=periods)

    rows = head.workspace.opening_periods.order_by("opens").values_list("weekday", "opens", "closes")
    assert list(rows) == [(1, NINE, NOON), (1, ONE, time(0))]
    assert AuditEntry.objects.order_by("-pk").first().details == {
        "before": ["0 09:00–17:00"],
        "after": ["1 09:00–12:00", "1 13:00–00:00"],
    }


@pytest.mark.parametrize(
    "periods",
    [
        [Period(2, FIVE, NINE)],
        [Period(2, NINE, NINE)],
        [Period(2, NINE, ONE), Period(2, NOON, FIVE)],
        [Period(2, NINE, time(0)), Period(2, ONE, FIVE)],
    ],
)
def test_hours_no_clock_shows_are_refused_with_their_day(head, periods):
    with pytest.raises(HoursError) as caught:
        services.set_opening_periods(head.workspace, by=head.actor, periods=periods)

    assert caught.value.weekday == 2


def test_the_last_word_about_a_day_counts(head):
    christmas = {"by": head.actor, "day": date(2026, 12, 24)}
    services.add_closed_day(head.workspace, name="Home", **christmas)
    services.add_closed_day(head.workspace, name="Open house", is_open=True, **christmas)

    closed = ClosedDay.objects.get()
    assert (closed.name, closed.is_open) == ("Open house", True)
