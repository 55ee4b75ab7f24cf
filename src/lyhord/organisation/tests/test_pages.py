"""The organisation's pages work, say what is wrong where it is, and cost the same for more rows."""

from datetime import timedelta

import pytest
from conftest import join
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyhord.common.clock import utc_now
from lyhord.organisation import services
from lyhord.organisation.models import ApiToken, Member, Seat, Unit
from lyhord.organisation.selectors import positions_of, week_of

LISTS = ["department/", "department/people/", "department/functions/", "settings/audit/"]


@pytest.mark.parametrize("path", LISTS)
def test_three_rows_ask_the_database_no_more_than_one(head, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            head.get(path)
        return len(asked)

    head.get(path)
    before = queries()
    for name in ("One", "Two", "Three"):
        person = join(head.workspace, name, "analyst")
        services.add_unit(head.workspace, by=head.actor, kind="other", name=name)
        services.add_seat(head.workspace, by=person.actor, position="viewer", holder=person.member)

    assert queries() == before


def test_a_unit_is_added_changed_and_removed(head):
    head.post("department/units/new/", {"kind": "sales", "name": "North"})
    unit = Unit.objects.get(name="North")
    head.post(f"department/units/{unit.pk}/", {"kind": "sales", "name": "South"})
    unit.refresh_from_db()

    head.post(f"department/units/{unit.pk}/remove/")

    assert (unit.name, Unit.objects.filter(pk=unit.pk).count()) == ("South", 0)


def test_a_name_that_is_taken_is_said_in_the_form(head):
    answer = head.post("department/units/new/", {"kind": "sales", "name": "customer service"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["There is already a unit with that name."]


def test_a_position_is_added_and_given_to_somebody(head, analyst):
    head.post("department/positions/new/", {"position": "viewer", "hours_per_week": "7.5"})
    seat = Seat.objects.get(position="viewer")

    head.post(f"department/positions/{seat.pk}/holder/", {"holder": analyst.member.pk})

    assert positions_of(analyst.member, today=utc_now().date()) == {"analyst", "viewer"}


@pytest.mark.parametrize("path", ["holder/", "remove/"])
def test_the_last_head_stays_on_the_page_too(head, path):
    seat = head.member.seats.get()

    head.post(f"department/positions/{seat.pk}/{path}", {"holder": ""})

    assert Seat.objects.get(pk=seat.pk).holder == head.member


def test_somebody_elses_person_cannot_be_given_a_position(head, stranger):
    seat = services.add_seat(head.workspace, by=head.actor, position="viewer")

    answer = head.post(f"department/positions/{seat.pk}/holder/", {"holder": stranger.member.pk})

    assert (answer.status_code, Seat.objects.get(pk=seat.pk).holder) == (422, None)


def test_cover_is_arranged_and_ended(head, analyst, colleague):
    seat, today = analyst.member.seats.get(), utc_now().date()
    days = {"from_date": today.isoformat(), "to_date": (today + timedelta(days=3)).isoformat()}
    head.post(f"department/positions/{seat.pk}/cover/", {"stand_in": colleague.member.pk, **days})
    cover = seat.covers.get()

    head.post(f"department/cover/{cover.pk}/end/")

    assert (cover.stand_in, seat.covers.count()) == (colleague.member, 0)


def test_without_mail_the_link_is_shown_once_to_the_head(head, client):
    made = head.post("department/invite/", {"email": "nina@ny.example", "positions": ["analyst"]})

    link = made.context["link"]
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert link not in head.get("department/people/").content.decode()


def test_with_mail_the_link_is_not_shown(head, settings):
    settings.MAIL_IS_SET_UP = True

    made = head.post("department/invite/", {"email": "nina@ny.example", "positions": ["analyst"]})

    assert made.context["link"] == ""


def test_a_vacant_seat_fills_in_its_invitation(head):
    seat = services.add_seat(head.workspace, by=head.actor, position="viewer")

    form = head.get(f"department/invite/?seat={seat.pk}").context["form"]

    assert form.initial["positions"] == ["viewer"]


@pytest.mark.parametrize("line", ["9-17", "9–12, 13–17", "9.30-17", "8–24", "", "kl 9 till 17"])
def test_hours_are_read_as_people_write_them(head, line):
    answer = head.post("department/hours/edit/", {"day0": line, "save": "1"})

    assert answer.status_code == 302
    assert len(week_of(head.workspace)) == len([part for part in line.split(",") if part])


@pytest.mark.parametrize("line", ["nine to five", "9", "25-26", "9-17-18", "17-9", "9-12, 11-17", "x" * 300])
def test_hours_no_clock_shows_are_refused_on_their_day(head, line):
    answer = head.post("department/hours/edit/", {"day3": line, "save": "1"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["day3"])


def test_a_day_is_copied_to_the_other_weekdays_and_not_saved(head):
    form = head.post("department/hours/edit/", {"day1": "9–12", "copy": "1"}).context["form"]

    assert [form[f"day{number}"].value() for number in range(7)] == ["9–12"] * 5 + ["", ""]
    assert week_of(head.workspace) == ()


def test_a_holiday_on_which_we_work_can_be_taken_back(head):
    head.post("department/hours/days/", {"day": "2026-12-24", "is_open": "1"})
    day = head.workspace.closed_days.get()

    head.post(f"department/hours/days/{day.pk}/remove/")

    assert (day.is_open, head.workspace.closed_days.count()) == (True, 0)


def test_access_is_ended_at_once(head, analyst):
    assert analyst.get("department/").status_code == 200

    head.post(f"department/people/{analyst.member.pk}/end/")

    assert analyst.get("department/").status_code == 302
    assert Member.objects.get(pk=analyst.member.pk).left_at is not None


def test_the_trail_is_filtered_and_goes_on(head, analyst):
    for number in range(60):
        services.add_unit(head.workspace, by=head.actor, kind="other", name=f"Unit {number}")
    services.move_member(analyst.member, by=analyst.actor, unit=None)

    first = head.get("settings/audit/")
    last = head.browser.get(first.context["next_url"])
    analysts = head.get(f"settings/audit/?who={analyst.user.pk}")

    assert [len(page.context["lines"]) for page in (first, last, analysts)] == [50, 11, 1]


@pytest.mark.parametrize("query", ["who=x", "who=999999", "from_date=nonsense", "package=x", "before=-1"])
def test_a_filter_that_makes_no_sense_counts_as_none(head, query):
    assert head.get(f"settings/audit/?{query}").status_code == 200


def test_a_token_is_made_after_showing_who_one_is_and_shown_once(head):
    asked = head.get("tokens/new/")
    head.browser.post(asked.url, {"password": "a long passphrase"})

    made = head.post("tokens/new/", {"name": "Report", "scope": "read", "days": "30"})

    assert asked.status_code == 302
    assert made.context["secret"] not in head.get("tokens/").content.decode()
    assert ApiToken.objects.get().prefix == made.context["secret"][:12]


def test_nobody_revokes_a_colleagues_token(head, analyst):
    token, _secret = services.make_token(
        analyst.member, by=analyst.actor, name="t", scope="read", expires_at=None
    )

    assert head.post(f"tokens/{token.pk}/revoke/").status_code == 404


def test_the_profile_is_changed_and_speaks_the_new_language(head):
    answer = head.browser.post("/me/", {"name": "Hedda", "language": "sv", "time_zone": ""}, follow=True)

    head.user.refresh_from_db()
    assert (head.user.language, head.user.shortcuts_on) == ("sv", False)
    assert '<html lang="sv"' in answer.content.decode()
