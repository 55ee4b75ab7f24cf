"""Programs see and change the plan as people do."""

import pytest
from django.core.cache import cache

from lyhord.strategy.tests.plan_cast import add, seat_of
from lyhord.strategy.tests.test_api import program_of

ACTION = {"name": "Film", "start_date": "2026-11-23", "due_date": "2026-12-02", "hours": 20}


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


@pytest.fixture
def ask(head):
    return program_of(head)


def test_an_action_is_planned_moved_begun_and_told_of(ask, head):
    wanted = ACTION | {
        "owner": seat_of(head).pk,
        "parts": [{"seat": seat_of(head).pk, "part": "accountable"}],
    }
    made = ask("POST", "/plan/actions", wanted).json()
    path = f"/plan/actions/{made['id']}"
    ask("POST", f"{path}/move", {"days": 7})
    ask("POST", f"{path}/status", {"status": "done"})
    ask("POST", f"{path}/report", {"result": "Two films", "hours_spent": 18.5})

    told = ask("GET", path).json()

    assert (told["start_date"], told["status"], told["result"]) == ("2026-11-30", "done", "Two films")
    assert (told["parts"], told["version"]) == (wanted["parts"], 4)
    assert [each["id"] for each in ask("GET", "/plan/actions").json()] == [made["id"]]


def test_whoever_read_an_older_version_is_told(ask):
    made = ask("POST", "/plan/actions", ACTION).json()
    path = f"/plan/actions/{made['id']}"
    ask("PUT", path, ACTION | {"name": "Film at night", "version": 1})

    refused = ask("PUT", path, ACTION | {"name": "Film at dawn", "version": 1})

    assert (refused.status_code, ask("GET", path).json()["name"]) == (409, "Film at night")


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_date": "2026-11-22"},
        {"hours": -1},
        {"owner": 999},
        {"goal": 999},
        {"needs": [999]},
        {"name": ""},
    ],
)
def test_what_cannot_be_planned_is_422(ask, wrong):
    answer = ask("POST", "/plan/actions", ACTION | wrong)

    assert (answer.status_code, ask("GET", "/plan/actions").json()) == (422, [])


def test_a_circle_is_refused_with_its_names(ask):
    first = ask("POST", "/plan/actions", ACTION | {"name": "Write"}).json()["id"]
    second = ask("POST", "/plan/actions", ACTION | {"needs": [first]}).json()["id"]

    refused = ask("PUT", f"/plan/actions/{first}", ACTION | {"name": "Write", "needs": [second]})

    assert (refused.status_code, "would wait for each other forever" in refused.text) == (422, True)


def test_one_works_on_ones_own_only(analyst, head):
    program = program_of(analyst)
    mine, other = add(head, "Mine", owner=seat_of(analyst)), add(head, "Other", owner=seat_of(head))

    got = [
        program("POST", f"/plan/actions/{each.pk}/status", {"status": "doing"}).status_code
        for each in (mine, other)
    ]

    assert got == [200, 403]


def test_resources_promises_and_load(ask, head):
    add(head, owner=seat_of(head))
    made = ask(
        "POST", "/plan/resources", {"kind": "money", "name": "Ads", "amount": 5000, "from_date": "2026-11-01"}
    ).json()
    path = f"/plan/resources/{made['id']}"
    months = ask("PUT", f"{path}/month", {"month": "2026-11-09", "amount": 6500}).json()["months"]
    promise = {"channel": "Bluesky", "posts_per_week": 3, "from_date": "2026-11-01", "weekdays": [0, 2]}
    promised = ask("POST", "/plan/frequency", promise)

    assert float(months[0]["actual"]) == 6500
    assert (promised.status_code, ask("POST", "/plan/frequency", promise).status_code) == (201, 422)
    assert [person["name"] for person in ask("GET", "/plan/load").json()] == ["Hedda Head"]
    assert ask("DELETE", path).status_code == 204
    assert ask("DELETE", f"/plan/frequency/{promised.json()['id']}").status_code == 204
