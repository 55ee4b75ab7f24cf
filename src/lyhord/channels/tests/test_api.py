"""Programs see and change sources as people do."""

import json

import pytest
from django.test import Client

from lyhord.channels.models import Source
from lyhord.channels.services import add_source
from lyhord.organisation.models.access import Scope
from lyhord.organisation.services import make_token


@pytest.fixture
def program(head):
    _, key = make_token(head.member, by=head.actor, name="Test", scope=Scope.WRITE, expires_at=None)
    return Client(headers={"authorization": f"Bearer {key}"})


def ask(program: Client, method: str, path: str, body: dict | None = None):
    return program.generic(method, f"/api/v1/sources{path}", json.dumps(body or {}), "application/json")


def test_a_source_is_added_paused_and_removed(program, head):
    made = ask(program, "POST", "", {"network": "rss", "address": "https://svd.se/feed", "name": "Svenskan"})
    pk = made.json()["id"]
    paused = ask(program, "POST", f"/{pk}/pause")
    gone = ask(program, "DELETE", f"/{pk}")

    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    assert (paused.json()["state"], gone.status_code) == ("paused", 204)
    assert ask(program, "GET", f"/{pk}").status_code == 404


def test_the_same_source_twice_is_a_conflict_and_nonsense_is_refused(program):
    for expected in (201, 409):
        again = ask(program, "POST", "", {"network": "mastodon", "address": "#kaffe"})
        assert again.status_code == expected

    assert ask(program, "POST", "", {"network": "rss", "address": "nonsense"}).status_code == 422


def test_somebody_elses_source_does_not_exist(program, stranger):
    theirs = add_source(
        workspace=stranger.workspace, by=stranger.actor, network="rss", address="https://rival.se/"
    )

    answers = [ask(program, *what) for what in (("GET", f"/{theirs.pk}"), ("DELETE", f"/{theirs.pk}"))]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert (ask(program, "GET", "").json(), Source.objects.get().removed_at) == ([], None)
