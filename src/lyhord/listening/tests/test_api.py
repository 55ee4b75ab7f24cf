"""Mentions, monitors and lists over the API: the same as on the pages."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from lyhord.listening.models import Mention, Monitor
from lyhord.listening.rules import State
from lyhord.listening.tests.stream import hear, listen_for, own_source, posted
from lyhord.organisation import services


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


def caller(person, scope="write"):
    _, secret = services.make_token(person.member, by=person.actor, name="test", scope=scope, expires_at=None)

    def call(method, path, body=None):
        sent = json.dumps(body) if body is not None else ""
        bearer = {"Authorization": f"Bearer {secret}"}
        return Client().generic(
            method, f"/api/v1{path}", sent, content_type="application/json", headers=bearer
        )

    return call


def code(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_mentions_come_in_stretches_with_the_words_that_matched(head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    hear(own_source(head.workspace), *(posted(str(n), f"Gott kaffe {n}", n) for n in range(3)))
    call = caller(head)

    first = call("GET", "/mentions?limit=2").json()
    second = call("GET", f"/mentions?limit=2&cursor={first['next']}").json()

    assert [item["text"]["text"] for item in first["items"]] == ["Gott kaffe 2", "Gott kaffe 1"]
    assert ([item["text"]["text"] for item in second["items"]], second["next"]) == (["Gott kaffe 0"], None)
    assert first["items"][0]["text"]["marks"] == [[5, 10]]
    assert first["items"][0]["monitors"][0]["name"] == "Coffee"


def test_mentions_are_filtered_as_on_the_page(head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    hear(own_source(head.workspace), posted("1", "Kaffe ett"), posted("2", "Kaffe två", 1, lang="en"))
    call = caller(head)

    found = [
        [item["external_id"] for item in call("GET", f"/mentions?{asked}").json()["items"]]
        for asked in ("query=ett", "lang=en", "state=done", "network=rss", "monitor=999")
    ]

    assert found == [["1"], ["2"], [], ["2", "1"], []]


def test_a_wrong_query_says_which_character(head):
    answer = caller(head)("GET", "/mentions?query=kaffe%20AND%20(te")

    assert code(answer) == (422, "query_error")
    assert answer.json()["error"]["message"] == "This parenthesis is never closed. (character 11)"


def test_a_strangers_mention_is_not_there(head, stranger):
    listen_for(head.workspace, "kaffe", name="Coffee")
    hear(own_source(head.workspace), posted("1", "Kaffe"))
    found = Mention.objects.get()

    assert caller(head)("GET", f"/mentions/{found.pk}").json()["id"] == found.pk
    assert code(caller(stranger)("GET", f"/mentions/{found.pk}")) == (404, "not_found")
    assert caller(stranger)("POST", "/mentions/mark", {"ids": [found.pk], "state": "done"}).json() == {
        "changed": 0
    }


def test_mentions_are_marked(head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    hear(own_source(head.workspace), posted("1", "Kaffe"))
    found = Mention.objects.get()

    answer = caller(head)("POST", "/mentions/mark", {"ids": [found.pk], "state": "done"})

    found.refresh_from_db()
    assert (answer.json(), found.state) == ({"changed": 1}, State.DONE)


def test_a_monitor_is_made_changed_and_stopped(head):
    call = caller(head)

    made = call("POST", "/monitors", {"name": "Coffee", "query": "kaffe", "functions": ["pr"]})
    number = made.json()["id"]
    changed = call("PUT", f"/monitors/{number}", {"name": "Tea", "query": "te", "version": 1})
    late = call("PUT", f"/monitors/{number}", {"name": "Tea", "query": "saft", "version": 1})
    stopped = call("POST", f"/monitors/{number}/stop")

    assert (made.status_code, made.json()["functions"], changed.json()["version"]) == (201, ["pr"], 2)
    assert code(late) == (409, "changed_meanwhile")
    assert (stopped.json()["is_active"], call("GET", "/monitors").json()) == (False, [])


def test_a_query_is_tried_without_being_kept(head):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"))

    found = caller(head, scope="read")("POST", "/monitors/preview", {"query": "kaffe or te"}).json()

    assert (found["hits"], found["posts_seen"], found["complete"]) == (0, 1, True)
    assert found["advice"][0] == "“or” is searched as a word. The operator is written OR."
    assert not Monitor.objects.exists()


def test_a_preview_tells_the_cost_and_where_to_go_on(head):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"))

    found = caller(head, scope="read")("POST", "/monitors/preview", {"query": "att*"}).json()

    assert (found["part"], found["go_on"], found["cost"]["hits_a_day"]) == (1.0, "", None)
    assert found["cost"]["share"] > 0
    assert (found["remarks"][0]["position"], found["remarks"][0]["message"]) == (0, found["advice"][0])


def test_a_look_back_is_followed_and_stopped(head):
    monitor, call = listen_for(head.workspace, "kaffe"), caller(head)

    before = call("GET", f"/monitors/{monitor.pk}/look-back").json()
    after = call("POST", f"/monitors/{monitor.pk}/look-back/stop").json()

    assert (before["is_done"], after["is_done"], after["part"]) == (False, True, 1.0)


def test_a_list_is_set_and_removed(head):
    call = caller(head)

    made = call("PUT", "/lists/rivals", {"entries": ["fjällkaffe", '"espresso house"']})

    assert made.json()["entries"] == ["fjällkaffe", '"espresso house"']
    assert call("DELETE", "/lists/rivals").status_code == 204
    assert code(call("DELETE", "/lists/rivals")) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/monitors"), ("PUT", "/lists/rivals"), ("POST", "/mentions/mark")],
)
def test_a_token_that_may_only_read_changes_nothing(head, method, path):
    body = {"name": "x", "query": "kaffe", "entries": ["x"], "ids": [1], "state": "done"}

    assert code(caller(head, scope="read")(method, path, body)) == (403, "read_only_token")
