"""Pages of the plan: who may see and change it, and that they work."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from lyhord.common.clock import utc_now
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Action, Cadence, Feed, Resource, ResourceMonth
from lyhord.strategy.services import plan as services
from lyhord.strategy.services import write_strategy
from lyhord.strategy.services.plan import details_of
from lyhord.strategy.tests.plan_cast import DAY, TODAY, add, seat_of
from lyhord.strategy.tests.test_pages import make_goal

ASKED = {"name": "Film the roastery", "start_date": "2026-11-23", "due_date": "2026-12-02", "hours": "20"}
RESOURCE = {"kind": "money", "name": "Ads", "amount": "5000", "from_date": "2026-11-01"}
CADENCE = {"channel": "Bluesky", "posts_per_week": "3", "weekdays": ["0", "2"], "from_date": "2026-11-01"}
SEEN = [
    "plan/",
    "plan/timeline/",
    "plan/board/",
    "plan/mine/",
    "plan/load/",
    "plan/resources/",
    "plan/frequency/",
    "print/",
]


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


def at(head, action, view=""):
    return f"strategy/plan/actions/{action.pk}/{view}"


@pytest.mark.parametrize("path", SEEN)
def test_an_empty_plan_is_kind(head, path):
    answer = head.get(f"strategy/{path}")

    assert answer.status_code == 200


@pytest.mark.parametrize("path", SEEN)
def test_the_same_number_of_queries_for_one_action_and_for_three(head, analyst, path):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert head.get(f"strategy/{path}").status_code == 200
        return len(asked)

    goal = make_goal(head)
    first = add(head, "One", owner=seat_of(analyst), goal=goal, parts={seat_of(head).pk: "accountable"})
    head.post("strategy/plan/resources/new/", RESOURCE)
    head.post("strategy/plan/frequency/new/", CADENCE)
    head.get(f"strategy/{path}")  # what is learned once for all
    for_one = queries()
    for name in ("Two", "Three"):
        parts = {seat_of(analyst).pk: "informed"}
        add(head, name, owner=seat_of(head), goal=goal, parts=parts, needs=frozenset({first.pk}))
        head.post("strategy/plan/resources/new/", RESOURCE | {"name": name})
        head.post("strategy/plan/frequency/new/", CADENCE | {"channel": name})

    assert queries() == for_one


def test_an_action_is_planned_on_its_page(head, analyst):
    owner = seat_of(analyst)
    made = head.post(
        "strategy/plan/actions/new/", ASKED | {"owner": owner.pk, f"part_{owner.pk}": "accountable"}
    )
    action = Action.objects.get()

    assert made.headers["Location"] == f"/w/{head.workspace.slug}/{at(head, action)}"
    assert (action.owner, action.hours, action.parts.get().part) == (owner, 20, "accountable")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"due_date": "2026-11-22"}, "The last day lies before the first."),
        ({"name": ""}, "This field is required."),
        ({"hours": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"start_date": "31/31"}, "Enter a valid date."),
    ],
)
def test_an_action_that_cannot_be_is_explained(head, wrong, said):
    answer = head.post("strategy/plan/actions/new/", ASKED | wrong)

    assert (answer.status_code, said in answer.text, Action.objects.count()) == (422, True, 0)


def test_a_circle_is_explained_at_its_field(head):
    first = add(head, "Write")
    second = add(head, "Film", needs=frozenset({first.pk}))

    answer = head.post(at(head, first, "edit/"), ASKED | {"name": "Write", "needs": [str(second.pk)]})

    assert answer.status_code == 422
    assert "These would wait for each other forever:" in answer.text


def test_two_who_write_the_same_are_told_and_may_save_again(head):
    action = add(head)
    opened = head.get(at(head, action, "edit/")).text
    seen = re.search(r'name="seen" value="([^"]*)"', opened)[1].replace("&quot;", '"')
    services.change_action(
        action=action,
        by=Actor.machine("another"),
        details=replace(details_of(action), name="Film at night"),
    )
    mine = ASKED | {"name": "Film at dawn", "done_when": "Three films", "seen": seen}

    told = head.post(at(head, action, "edit/"), mine)
    assert (told.status_code, "Film at night" in told.text, "Film at dawn" in told.text) == (422, True, True)

    now = re.search(r'name="seen" value="([^"]*)"', told.text)[1].replace("&quot;", '"')
    head.post(at(head, action, "edit/"), mine | {"seen": now})
    assert Action.objects.get().name == "Film at dawn"


def test_why_walks_up_to_the_strategy(head):
    write_strategy(workspace=head.workspace, by=head.actor, want="Be the coffee people love", way="")
    action = add(head, goal=make_goal(head))

    page = head.get(at(head, action)).text

    steps = [page.index(words) for words in ("so that we reach", "A thousand followers", "Be the coffee")]
    assert steps == sorted(steps)


def test_one_works_on_ones_own_actions_and_on_no_others(analyst, head, viewer):
    mine, theirs = add(head, "Mine", owner=seat_of(analyst)), add(head, "Theirs", owner=seat_of(head))

    statuses = [
        analyst.post(at(head, each, "status/"), {"status": "doing"}).status_code for each in (mine, theirs)
    ]

    assert statuses == [302, 403]
    assert viewer.post(at(head, mine, "status/"), {"status": "doing"}).status_code == 403
    assert [Action.objects.get(pk=each.pk).status for each in (mine, theirs)] == ["doing", "planned"]


def test_only_the_head_changes_the_plan(analyst, agency, head):
    action = add(head, owner=seat_of(analyst))
    paths = [at(head, action, view) for view in ("edit/", "move/", "remove/")]

    got = [who.post(path).status_code for who in (analyst, agency) for path in paths]

    assert got == [403] * 6


def test_guests_and_contributors_see_no_money(agency, colleague, head):
    head.post("strategy/plan/resources/new/", RESOURCE)

    assert [who.get("strategy/plan/resources/").status_code for who in (agency, colleague)] == [403, 403]
    assert "Ads" not in agency.get("strategy/print/").text
    assert "Ads" in head.get("strategy/print/").text


def test_a_stranger_finds_nothing(stranger, head):
    action = add(head)
    ours = f"/w/{head.workspace.slug}/"

    assert stranger.browser.get(ours + "strategy/plan/").status_code == 404
    assert stranger.get(at(head, action)).status_code == 404
    assert stranger.post(at(head, action, "status/"), {"status": "done"}).status_code == 404


def test_a_card_moves_and_its_undo_moves_it_back(head):
    action = add(head)
    board = f"/w/{head.workspace.slug}/strategy/plan/board/"

    answer = head.browser.post(
        f"/w/{head.workspace.slug}/{at(head, action, 'status/')}",
        {"status": "doing", "next": board},
        headers={"HX-Request": "true"},
        follow=True,
    )
    assert ('<div id="board"' in answer.text, "<html" in answer.text) == (True, False)
    assert f"{at(head, action, 'status/')}?status=planned" in answer.headers["HX-Trigger"]

    head.post(at(head, action, "status/?status=planned"))
    assert Action.objects.get().status == "planned"


def test_a_bar_moves_and_its_undo_moves_it_back(head):
    action = add(head)
    head.post(at(head, action, "move/"), {"days": "7", "longer": "2"})
    action.refresh_from_db()
    assert (action.start_date, action.due_date) == (TODAY + 7 * DAY, TODAY + 18 * DAY)

    head.post(at(head, action, "move/?days=-7&longer=-2"))
    action.refresh_from_db()
    assert (action.start_date, action.due_date) == (TODAY, TODAY + 9 * DAY)


@pytest.mark.parametrize("by", [{"longer": "-10"}, {"days": "x"}, {"days": "9999999"}, {}])
def test_a_move_that_makes_no_sense_moves_nothing(head, by):
    action = add(head)

    head.post(at(head, action, "move/"), by)

    action.refresh_from_db()
    assert (action.start_date, action.due_date) == (TODAY, TODAY + 9 * DAY)


def test_what_came_of_it_is_written_down(analyst, head):
    action = add(head, owner=seat_of(analyst))

    analyst.post(at(head, action, "report/"), {"result": "Two films", "hours_spent": "18.5"})

    assert (Action.objects.get().result, Action.objects.get().hours_spent) == ("Two films", 18.5)
    assert "Two films" in head.get("strategy/print/").text


def test_a_removed_action_is_gone_and_comes_back(head):
    action = add(head)
    head.post(at(head, action, "remove/"))
    assert head.get(at(head, action)).status_code == 404

    head.post(at(head, action, "restore/"))
    assert head.get(at(head, action)).status_code == 200


def test_the_list_is_narrowed_by_its_address(head, analyst):
    goal = make_goal(head)
    far = {"start_date": date(2099, 1, 1), "due_date": date(2099, 2, 1)}  # whatever day the test runs on
    add(head, "With goal", goal=goal, owner=seat_of(analyst), **far)
    add(head, "Without", **far)

    def names(query):
        page = head.get(f"strategy/plan/?{query}").text
        return [name for name in ("With goal", "Without") if f">{name}</a>" in page]

    asked = [f"goal={goal.pk}", f"who={seat_of(analyst).pk}", "status=done", "slips=1", "status=nonsense", ""]
    both = ["With goal", "Without"]
    assert [names(each) for each in asked] == [["With goal"], ["With goal"], [], ["Without"], both, both]


def test_resources_have_months_and_come_back(head):
    head.post("strategy/plan/resources/new/", RESOURCE)
    row = Resource.objects.get()
    path = f"strategy/plan/resources/{row.pk}/"
    head.post(path + "month/", {"month": "2026-11-01", "amount": "6500"})
    assert ResourceMonth.objects.get().amount == 6500

    head.post(path + "month/", {"month": "2026-11-01", "amount": ""})
    head.post(path + "remove/")
    assert (ResourceMonth.objects.count(), "Ads" in head.get("strategy/plan/").text) == (0, False)
    head.post(path + "restore/")
    assert "Ads" in head.get("strategy/plan/resources/").text


def test_a_promise_with_more_days_than_posts_is_explained(head):
    answer = head.post("strategy/plan/frequency/new/", CADENCE | {"posts_per_week": "1"})

    assert (answer.status_code, Cadence.objects.count()) == (422, 0)
    assert "There are more weekdays than posts." in answer.text


def feed_of(person):
    page = person.post("strategy/plan/calendar/", {"name": "Phone"}).text
    return re.search(r'value="(http://testserver[^"]+\.ics)"', page)[1].removeprefix("http://testserver")


def test_the_calendar_shows_last_days_and_ends_when_told(head):
    add(head, "Film åäö", due_date=TODAY + DAY)
    make_goal(head)
    address = feed_of(head)

    answer = Client().get(address)
    told = Calendar.from_ical(answer.content)
    events = {str(event["summary"]): event for event in told.walk("VEVENT")}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert events["Last day: Film åäö"]["dtstart"].dt == TODAY + DAY
    assert "Goal: A thousand followers" in events

    head.post(f"strategy/plan/calendar/{Feed.objects.get().pk}/end/")
    assert Client().get(address).status_code == 404


def test_a_calendar_ends_with_its_owners_access(analyst, head):
    address = feed_of(analyst)
    assert Client().get(address).status_code == 200

    analyst.member.left_at = utc_now() + timedelta(seconds=1)
    analyst.member.save(update_fields=["left_at"])
    assert Client().get(address).status_code == 404


def test_a_calendar_shows_nothing_of_another_company(head, stranger):
    address = feed_of(head).replace(f"/w/{head.workspace.slug}/", f"/w/{stranger.workspace.slug}/")

    assert Client().get(address).status_code == 404


def test_nobody_ends_somebody_elses_calendar(head, analyst):
    feed_of(analyst)

    assert head.post(f"strategy/plan/calendar/{Feed.objects.get().pk}/end/").status_code == 404


def test_words_that_look_like_markup_are_words(head):
    action = add(head, "<script>alert(1)</script>", done_when="<b>x</b>")

    for path in ("strategy/plan/", "strategy/plan/timeline/", "strategy/plan/board/", at(head, action)):
        assert "<script>alert" not in head.get(path).text
