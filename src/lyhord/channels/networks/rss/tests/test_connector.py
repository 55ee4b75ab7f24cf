"""A polite visitor: asks what has changed, comes as often as there is news, goes where the feed went."""

from datetime import timedelta
from random import Random

import pytest

from lyhord.channels.contract import Address, ChannelError, Kind
from lyhord.channels.networks.rss.connector import Rss, normal_address
from lyhord.channels.networks.rss.pacing import LONGEST, MORE, SHORTEST, USUAL, next_in
from lyhord.channels.networks.rss.tests.writing import item, rss
from lyhord.common.http import ours


@pytest.fixture(autouse=True)
def unhurried(allowed):
    """Our own pauses between two calls to a host would make the tests slow."""
    ours.outgoing().pacer._pause_s = 0
    yield
    ours.outgoing().close()


def poll(url: str, cursor: str = "", memory: dict | None = None):
    return Rss().poll(Address(source_id=1, network="rss", address=url, memory=memory or {}), cursor)


def kinds(polled) -> list[tuple[Kind, str]]:
    return [(event.kind, event.post.title) for event in polled.batch.events]


def test_a_second_visit_asks_whether_anything_has_changed(web):
    url = web.page(
        "/feed", rss(item("Kaffe")), {"ETag": '"7"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    )
    first = poll(url)
    web.page("/feed", status=304)

    second = poll(url, first.batch.cursor, first.memory)

    asked = web.asked[1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "Mon, 23 Nov 2026 10:00:00 GMT")
    assert (second.batch.events, second.batch.cursor, second.memory["etag"]) == (
        (),
        first.batch.cursor,
        '"7"',
    )


def test_news_and_corrections_come_and_the_rest_does_not(web):
    url = web.page("/feed", rss(item("Kaffe", guid="1"), item("Te", guid="2")))
    first = poll(url)
    web.page("/feed", rss(item("Kakao", guid="3"), item("Kaffe", guid="1"), item("Te", guid="2", text="!")))

    second = poll(url, first.batch.cursor, first.memory)

    assert sorted(kinds(second), key=str) == [(Kind.EDITED, "Te"), (Kind.POSTED, "Kakao")]


def test_a_feed_that_moved_for_good_is_visited_at_its_new_place(web):
    web.page("/new", rss(item("Kaffe")))
    url = web.redirect("/old", "/new", 301)
    first = poll(url)

    poll(url, first.batch.cursor, first.memory)

    assert (web.hits("/old"), web.hits("/new")) == (1, 2)


def test_when_the_new_place_is_gone_the_old_one_is_tried(web):
    url = web.page("/old", rss(item("Kaffe")))

    polled = poll(url, memory={"moved_to": web.url + "/gone"})

    assert kinds(polled) == [(Kind.POSTED, "Kaffe")]


def test_a_feed_that_is_gone_for_good_says_so(web):
    with pytest.raises(ChannelError) as caught:
        poll(web.page("/feed", status=410))

    assert caught.value.permanent


def test_a_page_is_no_feed(web):
    with pytest.raises(ChannelError) as caught:
        poll(web.page("/", "<!doctype html><html><title>Hej</title>"))

    assert caught.value.message == "There is no feed at this address."


def test_a_feed_on_a_private_address_is_not_visited(web, settings):
    settings.NETWORKS = {**settings.NETWORKS, "allowed": []}

    with pytest.raises(ChannelError) as caught:
        poll(web.page("/feed", rss(item("Kaffe"))))

    assert (caught.value.message, web.asked) == (
        "The address of 127.0.0.1 is not public, so it is not called.",
        [],
    )


@pytest.mark.parametrize(
    ("last", "changed", "more", "asked_s", "expected"),
    [
        (USUAL, True, False, 0, SHORTEST),
        (USUAL, False, False, 0, USUAL * 3 / 2),
        (LONGEST, False, False, 0, LONGEST),
        (USUAL, False, False, 3600, timedelta(hours=1)),
        (USUAL, False, False, 10**9, timedelta(hours=24)),
        (USUAL, True, True, 3600, MORE),
    ],
)
def test_a_feed_is_visited_as_often_as_it_changes(last, changed, more, asked_s, expected):
    wait = next_in(last, has_changed=changed, has_more=more, asked_for_s=asked_s, rng=Random(1))

    assert expected <= wait <= expected * 1.1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" https://SVD.se/Feed#top ", "https://svd.se/Feed"),
        ("feed://svd.se/rss", "https://svd.se/rss"),
        ("feed:https://svd.se/rss", "https://svd.se/rss"),
        ("svd.se/rss", "https://svd.se/rss"),
        ("HTTP://svd.se", "http://svd.se"),
    ],
)
def test_an_address_is_written_one_way(written, kept):
    assert normal_address(written) == kept


@pytest.mark.parametrize(
    "written", ["", "kaffe", "ftp://svd.se", "https://anna:pw@svd.se/", "https://", "a b.se", "a.se/" * 200]
)
def test_what_is_no_address_is_refused(written):
    with pytest.raises(ChannelError):
        normal_address(written)
