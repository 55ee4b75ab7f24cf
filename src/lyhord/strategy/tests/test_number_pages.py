"""Pages of numbers: the register, writing down, files."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyhord.common.clock import utc_now
from lyhord.strategy import services
from lyhord.strategy.models import Goal, Kpi, Measurement
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.rules.numbers import Number
from lyhord.strategy.services import GoalDetails, KpiDetails, Reading


@pytest.fixture
def today(head):
    """Of the company, whose day begins before ours."""
    return utc_now().astimezone(head.workspace.zone).date()


@pytest.fixture
def goal(head, today):
    details = GoalDetails(
        name="Forty leads",
        measure=Measure.LEADS,
        unit=Unit.COUNT,
        baseline=Decimal(0),
        target=Decimal(40),
        start_date=today - timedelta(days=50),
        due_date=today + timedelta(days=50),
    )
    return services.set_goal(workspace=head.workspace, by=head.actor, details=details)


@pytest.fixture
def kpi(goal):
    return goal.kpi


def write(head, kpi, *numbers, today):
    readings = [
        Reading(date=today - timedelta(days=at), numerator=Decimal(number))
        for at, number in enumerate(numbers)
    ]
    services.record_measurements(kpi=kpi, by=head.actor, readings=readings, now=utc_now())


SEEN = ["strategy/numbers/", "strategy/numbers/{kpi}/", "strategy/numbers/{kpi}/all.csv"]
WRITTEN = ["strategy/numbers/{kpi}/write/", "strategy/numbers/{kpi}/file/"]
CHANGED = ["strategy/numbers/new/", "strategy/numbers/{kpi}/edit/"]
POSTED = [
    "strategy/numbers/{kpi}/remove/",
    "strategy/numbers/{kpi}/restore/",
    "strategy/measurements/{kpi}/remove/",
]


@pytest.mark.parametrize("path", SEEN + WRITTEN + CHANGED)
def test_the_head_sees_every_page(head, kpi, path):
    assert head.get(path.format(kpi=kpi.pk)).status_code == 200


@pytest.mark.parametrize("path", SEEN)
def test_everybody_sees_the_numbers_and_nobody_posts_to_them(viewer, agency, head, kpi, path):
    address = path.format(kpi=kpi.pk)

    assert [who.get(address).status_code for who in (viewer, agency)] == [200, 200]
    assert head.post(address).status_code == 405


@pytest.mark.parametrize("path", POSTED)
def test_what_changes_things_is_not_a_get(head, kpi, path):
    assert head.get(path.format(kpi=kpi.pk)).status_code == 405


@pytest.mark.parametrize("path", WRITTEN)
def test_the_department_writes_numbers_down_and_others_do_not(analyst, viewer, agency, head, kpi, path):
    address = path.format(kpi=kpi.pk)

    assert [who.get(address).status_code for who in (analyst, viewer, agency)] == [200, 403, 403]


@pytest.mark.parametrize("path", CHANGED + POSTED[:2])
def test_only_the_head_makes_and_changes_them(analyst, viewer, head, kpi, path):
    assert [who.post(path.format(kpi=kpi.pk)).status_code for who in (analyst, viewer)] == [403, 403]


@pytest.mark.parametrize("path", SEEN[1:] + WRITTEN + CHANGED[1:])
def test_a_stranger_finds_nothing(stranger, head, kpi, path):
    address = path.format(kpi=kpi.pk)

    assert stranger.browser.get(f"/w/{head.workspace.slug}/{address}").status_code == 404
    assert stranger.get(address).status_code == 404


def test_the_register_asks_as_much_for_one_number_as_for_three(head, kpi, today):
    def queries(path):
        with CaptureQueriesContext(connection) as asked:
            assert head.get(path).status_code == 200
        return len(asked)

    head.get("strategy/numbers/")
    paths = ["strategy/numbers/", f"strategy/numbers/{kpi.pk}/", f"strategy/goals/{Goal.objects.get().pk}/"]
    write(head, kpi, 1, today=today)
    for_one = [queries(path) for path in paths]
    for name in ("Two", "Three"):
        services.add_kpi(workspace=head.workspace, by=head.actor, details=KpiDetails(name=name))
    write(head, kpi, 2, 3, 4, today=today)

    assert [queries(path) for path in paths] == for_one


def test_a_number_is_written_down_with_its_evidence(head, kpi, today):
    said = {"day": today.isoformat(), "numerator": "12.5", "note": "The till", "link": "example.com/till"}
    answer = head.post(f"strategy/numbers/{kpi.pk}/write/", said)
    row = Measurement.objects.get()

    assert answer.status_code == 302
    assert (row.numerator, row.note, row.link) == (Decimal("12.5"), "The till", "https://example.com/till")
    assert (row.who, Goal.objects.get().value) == ("Hedda Head", Decimal("12.5"))


def test_a_number_of_tomorrow_is_explained_at_its_field(head, kpi, today):
    tomorrow = (today + timedelta(days=1)).isoformat()
    answer = head.post(f"strategy/numbers/{kpi.pk}/write/", {"day": tomorrow, "numerator": "3"})

    assert answer.status_code == 422
    assert "That day has not come yet." in answer.text


def send(head, kpi, text, **more):
    file = SimpleUploadedFile("numbers.csv", text.encode())
    return head.browser.post(
        f"/w/{head.workspace.slug}/strategy/numbers/{kpi.pk}/file/", {"file": file, **more}, follow=True
    )


def test_numbers_are_taken_from_a_file_and_the_same_file_changes_nothing(head, kpi):
    text = "\ufeffdatum;antal\n2026-10-01;1 200,5\n2.10.2026;7"

    assert "2 new numbers." in send(head, kpi, text).text
    assert "0 new numbers, 2 known before." in send(head, kpi, text).text
    assert Measurement.objects.count() == 2


def test_a_file_with_a_wrong_row_is_refused_whole_unless_one_says_otherwise(head, kpi):
    text = "2026-10-01;5\n2026-13-01;6"
    refused = send(head, kpi, text)
    assert (refused.status_code, Measurement.objects.count()) == (422, 0)
    assert "This is not a day. Write it as 2026-01-31." in refused.text

    assert "1 new number, 1 row left out." in send(head, kpi, text, only_good="on").text


def test_what_is_taken_out_can_be_read_in_again(head, kpi, today):
    write(head, kpi, 5, "6.25", today=today)
    file = b"".join(head.get(f"strategy/numbers/{kpi.pk}/all.csv").streaming_content).decode()

    assert "0 new numbers, 2 known before." in send(head, kpi, file).text


def test_a_number_of_ones_own_is_made_changed_removed_and_brought_back(head, kpi):
    said = {"name": "Visits", "number": "flow", "window_days": "7", "unit": "count"}
    head.post("strategy/numbers/new/", said)
    made = Kpi.objects.get(key="visits")
    head.post(f"strategy/numbers/{made.pk}/edit/", said | {"name": "Visits to the shop"})
    head.post(f"strategy/numbers/{made.pk}/remove/")
    assert head.get(f"strategy/numbers/{made.pk}/").status_code == 404

    head.post(f"strategy/numbers/{made.pk}/restore/")
    made.refresh_from_db()
    assert (made.name, made.key, made.number, made.window_days) == ("Visits to the shop", "visits", "flow", 7)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("leads / customers", "There is no number called customers."),
        ("leads /", "A name or a number is missing here."),
        ("import os", "Something is missing before this: a sign, perhaps."),
    ],
)
def test_a_formula_that_cannot_be_is_explained(head, kpi, formula, said):
    asked = {"name": "Wrong", "number": "level", "window_days": "1", "unit": "count", "formula": formula}
    answer = head.post("strategy/numbers/new/", asked)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_number_that_a_goal_follows_is_not_removed(head, kpi):
    answer = head.browser.post(f"/w/{head.workspace.slug}/strategy/numbers/{kpi.pk}/remove/", follow=True)

    assert "A goal or a formula still follows this number." in answer.text


def test_a_goal_shows_its_curve_its_status_and_no_forecast_too_early(head, goal, kpi, today):
    write(head, kpi, 25, 24, today=today)
    page = head.get(f"strategy/goals/{goal.pk}/").text

    assert "On track" in page
    assert "A curve of the numbers: 25 on" in page
    assert "No forecast before 14 days and 8 numbers" in page


def test_a_goal_shows_its_forecast(head, goal, kpi, today):
    write(head, kpi, *range(40, 10, -1), today=today)

    assert "eight times out of ten" in head.get(f"strategy/goals/{goal.pk}/").text


ASKED = {"name": "A steady pace", "measure": "leads", "unit": "count", "baseline": "5"}


def test_a_goal_can_be_to_keep_within(head, today):
    days = {"start_date": today.isoformat(), "due_date": (today + timedelta(days=90)).isoformat()}
    head.post("strategy/goals/new/", ASKED | days | {"lowest": "3", "highest": "9"})
    goal = Goal.objects.get()

    assert (goal.direction, goal.lowest, goal.highest, goal.target) == ("keep", 3, 9, 9)
    assert "Between 3 and <strong>9</strong>" in head.get("strategy/").text
    assert head.get(f"strategy/goals/{goal.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Say where you want to be, or what to keep within."),
        ({"lowest": "9", "highest": "3"}, "Say the lowest and the highest number; the lowest comes first."),
    ],
)
def test_a_goal_without_an_end_is_explained(head, today, more, said):
    days = {"start_date": today.isoformat(), "due_date": (today + timedelta(days=90)).isoformat()}
    answer = head.post("strategy/goals/new/", ASKED | days | more)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_goal_follows_a_number_of_ones_own_and_takes_over(head, goal, today):
    details = KpiDetails(name="Share", number=Number.RATIO, window_days=30, unit=Unit.PERCENT)
    share = services.add_kpi(workspace=head.workspace, by=head.actor, details=details)
    days = {"start_date": today.isoformat(), "due_date": (today + timedelta(days=90)).isoformat()}
    wanted = {
        "measure": f"kpi-{share.pk}",
        "target": "20",
        "takes_over_from": str(goal.pk),
        "learning_days": "30",
    }
    head.post("strategy/goals/new/", ASKED | days | wanted)
    made = Goal.objects.get(name="A steady pace")

    assert (made.kpi, made.takes_over_from, made.learning_days) == (share, goal, 30)
    assert f'value="kpi-{share.pk}" selected' in head.get(f"strategy/goals/{made.pk}/edit/").text
