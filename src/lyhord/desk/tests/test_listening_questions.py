"""The guide's last two questions: what to listen for, and the monitors it becomes."""

import pytest
from tests.web import web  # noqa: F401 -- a fixture

from lyhord.channels.models import Source
from lyhord.desk.tests.walking import answer, seen
from lyhord.listening.models import Monitor
from lyhord.strategy.models import Goal


@pytest.fixture
def words(head):
    """What Nordkaffe wants to hear about."""
    assert answer(head, "words", hashtags="#nordfika").status_code == 302
    return head


def listen(person, chosen):
    return person.post("founding/monitors/", chosen | {"seen": seen(person, "monitors")})


BRAND = {"brand_on": "on", "brand_name": "Nordkaffe", "brand_query": "nordkaffe"}
TROUBLE = {"trouble_name": "Problem", "trouble_query": "nordkaffe hjälp"}


def test_only_what_is_switched_on_listens(words):
    listen(words, BRAND | TROUBLE)

    assert [(monitor.name, monitor.query) for monitor in Monitor.objects.all()] == [
        ("Nordkaffe", "nordkaffe")
    ]
    words.workspace.refresh_from_db()
    assert words.workspace.founded_at is not None


def test_switching_off_later_stops_the_monitor_and_on_starts_it_again(words):
    listen(words, BRAND | TROUBLE | {"trouble_on": "on"})
    listen(words, BRAND | TROUBLE)
    assert not Monitor.objects.get(name="Problem").is_active

    listen(words, BRAND | TROUBLE | {"trouble_on": "on"})
    assert Monitor.objects.get(name="Problem").is_active


def test_a_query_that_is_none_is_explained_at_its_field(words):
    page = listen(words, BRAND | TROUBLE | {"brand_query": '"nordkaffe'})

    assert page.status_code == 422
    assert 'id="id_brand_query_error"' in page.text
    assert Monitor.objects.count() == 0


def test_with_nothing_switched_on_nothing_is_heard(words):
    page = words.post(
        "founding/monitors/", {key: BRAND[key] for key in ("brand_name", "brand_query")} | TROUBLE
    )

    assert page.status_code == 422


def test_a_query_nobody_touched_follows_the_words(words):
    page = words.get("founding/monitors/")
    proposed = page.context["form"]["brand_query"].value()
    listen(words, BRAND | TROUBLE | {"brand_query": proposed})

    answer(words, "words", names="Nordkaffe, Nordis")

    assert "nordis" in words.get("founding/monitors/").context["form"]["brand_query"].value()


def test_a_query_changed_by_hand_stays(words):
    listen(words, BRAND | TROUBLE)

    assert words.get("founding/monitors/").context["form"]["brand_query"].value() == "nordkaffe"


def test_a_monitor_serves_the_goal_that_is_about_the_same(words):
    goal = {"response_time_chosen": "on", "response_time_baseline": "90", "response_time_target": "30"}
    words.post("founding/goals/", goal | {"response_time_due": "2090-01-01", "seen": seen(words, "goals")})
    listen(words, BRAND | TROUBLE | {"trouble_on": "on"})

    assert Monitor.objects.get(name="Problem").goal == Goal.objects.get()


def test_hashtags_and_feeds_become_sources(words):
    more = {"tags": ["nordfika"], "feeds": ["https://nordkaffe.example/feed"]}
    listen(words, BRAND | TROUBLE | more)

    sources = Source.objects.filter(workspace=words.workspace).order_by("network")
    assert [(source.network, source.is_own) for source in sources] == [("mastodon", False), ("rss", True)]


def test_a_feed_without_a_proper_address_is_refused(words):
    page = listen(words, BRAND | TROUBLE | {"feeds": ["javascript:alert(1)"]})

    assert page.status_code == 422


def test_a_query_is_tried_on_what_was_heard(words):
    answer = words.post("founding/try/", {"brand_query": "nordkaffe"})

    assert "listening has just begun" in answer.text


def test_a_wrong_query_is_told_while_it_is_tried(words):
    assert "never closed" in words.post("founding/try/", {"brand_query": '"nord'}).text


def test_the_feeds_of_the_own_site_are_found(head, web, settings):  # noqa: F811 -- a fixture
    settings.NETWORKS = {**settings.NETWORKS, "allowed": ["127.0.0.0/8"]}
    web.page(
        "/", '<link rel="alternate" type="application/rss+xml" href="/feed">', {"Content-Type": "text/html"}
    )
    web.page("/feed", "<rss version='2.0'><channel><title>Nordkaffe berättar</title></channel></rss>")
    answer(head, "words", sites=web.url)

    assert f'value="{web.url}/feed"' in head.get("founding/feeds/").text


def test_a_site_that_does_not_answer_is_named(head, settings):
    settings.NETWORKS = {**settings.NETWORKS, "allowed": ["127.0.0.0/8"]}
    answer(head, "words", sites="http://127.0.0.1:9")

    assert "http://127.0.0.1:9 did not answer" in head.get("founding/feeds/").text


@pytest.mark.parametrize("path", ["feeds", "try"])
def test_looking_up_is_for_who_may_listen(agency, stranger, head, path):
    assert agency.browser.get(f"/w/nordkaffe/founding/{path}/").status_code == 403
    assert stranger.browser.get(f"/w/nordkaffe/founding/{path}/").status_code == 404
