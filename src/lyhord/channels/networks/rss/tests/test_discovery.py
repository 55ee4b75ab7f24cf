"""From the address that a person knows to the feed."""

from threading import Event
from time import monotonic

import pytest

from lyhord.channels.networks.rss.discovery import FoundFeed, find_feeds
from lyhord.channels.networks.rss.tests.writing import item, rss
from lyhord.common.http import OutgoingError
from lyhord.common.http.errors import TOO_SLOW

PAGE = """<!doctype html><html><head><title>Kaffe</title>
<link rel="alternate" type="application/rss+xml" title="Nyheter &amp; annat" href="/nyheter.xml">
<link REL='alternate' TYPE='application/atom+xml' href='https://other.example/atom'>
<link rel=alternate type=application/feed+json href=feed.json>
<link rel="alternate" type="application/rss+xml" href="/nyheter.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" type="text/css" href="/x.css">
</head><body></body></html>"""


def test_a_feed_is_itself(web, out, reader):
    url = web.page("/feed", rss(item("Kaffe")))

    assert find_feeds(out, reader, url) == [FoundFeed(url, "Svensk Kaffetidning")]


def test_a_page_names_its_feeds(web, out, reader):
    url = web.page("/start/", PAGE)

    assert find_feeds(out, reader, url) == [
        FoundFeed(web.url + "/nyheter.xml", "Nyheter & annat"),
        FoundFeed("https://other.example/atom", ""),
        FoundFeed(web.url + "/start/feed.json", ""),
    ]


def test_a_page_that_names_none_may_have_one_at_a_usual_place(web, out, reader):
    web.page("/rss.xml", rss(item("Kaffe")))
    url = web.page("/", "<!doctype html><html><title>Kaffe</title>")

    assert find_feeds(out, reader, url) == [FoundFeed(web.url + "/rss.xml", "Svensk Kaffetidning")]


def test_a_page_without_feeds_has_none(web, out, reader):
    assert find_feeds(out, reader, web.page("/", "<!doctype html><html><title>Kaffe</title>")) == []


def test_an_address_without_a_page_is_said_so(web, out, reader):
    with pytest.raises(OutgoingError):
        find_feeds(out, reader, web.url + "/nothing")


@pytest.fixture
def silent():
    """A page that says nothing until the test is over."""
    over = Event()
    yield lambda _handler: over.wait(30)
    over.set()


def test_a_site_that_does_not_answer_is_given_up_in_seconds(web, out, reader, silent):
    url, began = web.play("/", silent), monotonic()

    with pytest.raises(OutgoingError) as raised:
        find_feeds(out, reader, url, within_s=0.7)

    assert (raised.value.sentence, monotonic() - began < 3) == (TOO_SLOW, True)


def test_slow_usual_places_do_not_keep_a_person_waiting(web, out, reader, silent):
    url, began = web.page("/", "<!doctype html><html><title>Kaffe</title>"), monotonic()
    for place in ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"):
        web.play(place, silent)

    found = find_feeds(out, reader, url, within_s=1.5)

    assert (found, monotonic() - began < 4, web.hits("/index.xml")) == ([], True, 0)
