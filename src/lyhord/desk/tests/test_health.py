"""A probe is told the truth, and no more than it needs."""

from datetime import timedelta

import pytest

from lyhord.channels.models import Source
from lyhord.common.clock import utc_now
from lyhord.notices.services import beat


@pytest.fixture
def working(db):
    for process in ("worker", "listener"):
        beat(process, now=utc_now())


def unwell(client) -> set[str]:
    answer = client.get("/readyz")
    assert answer.status_code == (200 if answer.json()["ready"] else 503)
    return {part for part, says in answer.json()["parts"].items() if says != "ok"}


def test_alive_touches_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_ready_when_everything_works(client, working, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_silent_processes_are_named(client, db):
    beat("worker", now=utc_now() - timedelta(minutes=3))

    assert unwell(client) == {"worker", "listener"}


def test_a_listener_that_should_not_listen_is_not_missed(client, working, settings):
    settings.LISTEN = False
    beat("listener", now=utc_now() - timedelta(hours=3))

    assert unwell(client) == set()


def test_a_broken_shared_stream_is_named_and_a_companys_feed_is_not(client, working, nordkaffe):
    Source.objects.create(workspace=nordkaffe, network="rss", address="https://a.example/", failures=9)
    assert unwell(client) == set()

    Source.objects.create(network="bluesky", address="jetstream", is_stream=True, failures=3)

    assert unwell(client) == {"sources"}


def test_a_full_disk_is_named(client, working, monkeypatch):
    monkeypatch.setattr("lyhord.desk.selectors.health.LEAST_DISK_BYTES", 1 << 60)

    assert unwell(client) == {"disk"}


def test_only_asking_is_allowed(client, db):
    assert {client.post(path).status_code for path in ("/healthz", "/readyz")} == {405}
