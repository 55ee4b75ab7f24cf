"""Programs see and change strategy and goals as people do."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.organisation.models import Seat
from lyhord.organisation.services import make_token
from lyhord.strategy.models import Goal

GOAL = {
    "name": "A thousand followers",
    "measure": "followers",
    "baseline": 0,
    "target": 1000,
    "start_date": "2026-01-01",
    "due_date": "2026-07-01",
    "functions": ["marketing"],
}


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


def program_of(person, scope="write"):
    _token, key = make_token(person.member, by=person.actor, name="Test", scope=scope, expires_at=None)
    browser = Client(headers={"authorization": f"Bearer {key}"})

    def ask(method, path, body=None):
        return browser.generic(method, f"/api/v1{path}", json.dumps(body or {}), "application/json")

    return ask


@pytest.fixture
def ask(head):
    return program_of(head)


def test_the_strategy_is_written_and_read(ask):
    ask("PUT", "/strategy", {"want": "Be heard", "way": "Listen"})

    answer = ask("GET", "/strategy").json()
    assert (answer["want"], answer["way"]) == ("Be heard", "Listen")


def test_nothing_is_overwritten_that_a_program_has_not_seen(ask):
    ask("PUT", "/strategy", {"want": "Be heard", "way": "Listen"})
    seen = ask("GET", "/strategy").json()["version"]
    ask("PUT", "/strategy", {"want": "Theirs", "way": "Listen"})

    assert ask("PUT", "/strategy", {"want": "Mine", "way": "", "version": seen}).status_code == 409
    assert ask("GET", "/strategy").json()["want"] == "Theirs"


def test_a_strategy_at_work_is_not_changed_without_a_reason(ask, head):
    ask("PUT", "/strategy", {"want": "Be heard", "way": "Listen"})
    head.workspace.founded_at = utc_now()
    head.workspace.save(update_fields=["founded_at"])

    assert ask("PUT", "/strategy", {"want": "Be loved", "way": ""}).status_code == 422
    assert ask("PUT", "/strategy", {"want": "Be loved", "way": "", "learned": "A lot"}).status_code == 200


def test_a_goal_is_set_given_a_milestone_and_reached(ask):
    made = ask("POST", "/goals", GOAL)
    goal = made.json()["id"]
    milestone = ask("POST", f"/goals/{goal}/milestones", {"name": "Half", "value": 500}).json()["milestones"][
        0
    ]
    ask("POST", f"/milestones/{milestone['id']}/reached", {"reached": True})

    listed = ask("GET", "/goals").json()
    assert made.status_code == 201
    assert [(row["name"], row["percent"]) for row in listed] == [("A thousand followers", 50)]


def test_a_goal_is_changed_and_removed(ask, head):
    goal = ask("POST", "/goals", GOAL).json()["id"]
    seat = Seat.objects.get(holder=head.member).pk

    changed = ask("PUT", f"/goals/{goal}", GOAL | {"target": 2000, "owner": seat})
    removed = ask("DELETE", f"/goals/{goal}")

    assert (float(changed.json()["target"]), changed.json()["owner"]) == (2000, seat)
    assert (removed.status_code, ask("GET", f"/goals/{goal}").status_code) == (204, 404)


@pytest.mark.parametrize(
    "wrong", [{"target": 0}, {"due_date": "2025-01-01"}, {"owner": 999_999}, {"measure": "cake"}]
)
def test_a_goal_that_cannot_be_is_refused(ask, wrong):
    assert ask("POST", "/goals", GOAL | wrong).status_code == 422
    assert Goal.objects.count() == 0


def test_a_milestone_off_the_way_is_refused(ask):
    goal = ask("POST", "/goals", GOAL).json()["id"]

    assert ask("POST", f"/goals/{goal}/milestones", {"name": "Too far", "value": 5000}).status_code == 422


def test_somebody_elses_goal_does_not_exist(ask, stranger):
    theirs = program_of(stranger)("POST", "/goals", GOAL).json()["id"]

    assert ask("GET", f"/goals/{theirs}").status_code == 404
    assert ask("DELETE", f"/goals/{theirs}").status_code == 404


def test_only_the_head_changes_goals_and_only_with_a_key_that_may_write(analyst, head):
    assert program_of(analyst)("POST", "/goals", GOAL).status_code == 403
    assert program_of(head, "read")("POST", "/goals", GOAL).status_code == 403
    assert program_of(analyst)("GET", "/goals").status_code == 200
