"""Programs read numbers and send what they count."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.organisation.services import make_token
from lyhord.strategy.models import Correction, Measurement

GOAL = {
    "name": "Forty leads",
    "measure": "leads",
    "baseline": 0,
    "target": 40,
    "start_date": "2026-01-01",
    "due_date": "2027-07-01",
}
SENT = [
    {"date": "2026-02-01", "number": 5, "source": "crm"},
    {"date": "2026-02-02", "number": "6.5", "source": "crm", "note": "after the fair"},
]


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
    ask = program_of(head)
    ask("POST", "/goals", GOAL)
    return ask


def test_numbers_are_sent_and_sent_again(ask):
    answers = [ask("PUT", "/numbers/leads/measurements", SENT).json() for _ in range(2)]

    assert answers == [{"new": 2, "corrected": 0, "same": 0}, {"new": 0, "corrected": 0, "same": 2}]
    assert Measurement.objects.count() == 2


def test_another_number_is_a_correction(ask):
    ask("PUT", "/numbers/leads/measurements", SENT)
    answer = ask("PUT", "/numbers/leads/measurements", [SENT[0] | {"number": 7}])

    assert answer.json() == {"new": 0, "corrected": 1, "same": 0}
    assert Correction.objects.get().numerator == 5


def test_numbers_are_read_as_goals_see_them(ask):
    ask("PUT", "/numbers/leads/measurements", SENT)
    values = ask("GET", "/numbers/leads/values").json()

    assert [(row["day"], float(row["value"])) for row in values] == [("2026-02-01", 5), ("2026-02-02", 6.5)]
    assert [(row["key"], row["goals"], row["latest"]) for row in ask("GET", "/numbers").json()] == [
        ("leads", 1, "2026-02-02")
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": (utc_now().date() + timedelta(days=3)).isoformat()},
        {"date": "yesterday"},
        {"number": "many"},
        {"of": -1},
    ],
)
def test_one_wrong_number_and_nothing_is_taken(ask, wrong):
    answer = ask("PUT", "/numbers/leads/measurements", [SENT[0], SENT[1] | wrong])

    assert (answer.status_code, Measurement.objects.count()) == (422, 0)


def test_somebody_elses_number_does_not_exist(ask, stranger):
    assert program_of(stranger)("GET", "/numbers/leads/values").status_code == 404
    assert program_of(stranger)("PUT", "/numbers/leads/measurements", SENT).status_code == 404


def test_the_analyst_sends_numbers_but_not_with_a_key_that_only_reads(ask, analyst):
    assert program_of(analyst)("PUT", "/numbers/leads/measurements", SENT).status_code == 200
    assert program_of(analyst, "read")("PUT", "/numbers/leads/measurements", SENT).status_code == 403
