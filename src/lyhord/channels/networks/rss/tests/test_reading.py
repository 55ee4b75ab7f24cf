"""What stands in a feed, in our words."""

import json
from pathlib import Path

import pytest

from lyhord.channels.networks.rss.client import fetch_feed
from lyhord.channels.networks.rss.parsing import Reader
from lyhord.channels.networks.rss.reading.worker import IDLE_S
from lyhord.channels.networks.rss.tests.writing import item, rss

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<title>Rosteriet</title><link href="https://rost.example/"/>
<entry><id>tag:rost.example,2026:1</id>
<title type="html">Kaffe &amp;amp; te</title><link href="/a"/>
<updated>2026-11-23T10:00:00+01:00</updated><published>2026-11-22T10:00:00Z</published>
<author><name>Anna</name></author>
<content type="html">&lt;p&gt;Hej&lt;/p&gt;&lt;p&gt;då &lt;a href="/b"&gt;b&lt;/a&gt;</content>
</entry></feed>"""


def read(web, out, reader, body, content_type="application/xml"):
    return fetch_feed(out, reader, web.page("/feed", body, {"Content-Type": content_type})).feed


def test_an_rss_item(web, out, reader):
    feed = read(web, out, reader, rss(item(
        "Dyrare kaffe", guid="7", link="https://kaffe.example/7", text="<b>Priset</b> stiger",
        date="Mon, 23 Nov 2026 10:00:00 +0100",
    )))  # fmt: skip
    found = feed.items[0]

    assert (feed.title, feed.url) == ("Svensk Kaffetidning", "https://kaffe.example/")
    assert (found.key, found.url, found.title, found.text, found.published) == (
        "7", "https://kaffe.example/7", "Dyrare kaffe", "Priset stiger", "2026-11-23T09:00:00+00:00",
    )  # fmt: skip


def test_an_atom_entry(web, out, reader):
    feed = read(web, out, reader, ATOM)
    found = feed.items[0]

    assert (feed.title, feed.language, found.title, found.author) == ("Rosteriet", "sv", "Kaffe & te", "Anna")
    assert (found.text, found.url, found.links) == (
        "Hej\ndå b",
        "https://rost.example/a",
        ("https://rost.example/b",),
    )
    assert (found.published, found.updated) == ("2026-11-22T10:00:00+00:00", "2026-11-23T09:00:00+00:00")


def test_a_json_feed_item(web, out, reader):
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "A & B", "items": [{
        "id": 7, "url": "https://a.example/7", "title": "1 < 2", "content_text": "Rad ett\nrad <två>",
        "date_published": "2026-11-23T10:00:00+01:00", "authors": [{"name": "Anna"}, {"name": "Bo"}],
    }]}  # fmt: skip
    feed = read(web, out, reader, json.dumps(body), "application/feed+json")
    found = feed.items[0]

    assert (feed.title, found.key, found.title, found.text, found.author, found.published) == (
        "A & B", "7", "1 < 2", "Rad ett\nrad <två>", "Anna, Bo", "2026-11-23T09:00:00+00:00",
    )  # fmt: skip


def test_an_id_that_looks_like_a_date_is_none(web, out, reader):
    assert read(web, out, reader, rss(item("Kaffe", guid="1"))).items[0].published == ""


@pytest.mark.parametrize("body", ["plain words", "<html><p>Hej", "\x00", "<opml version='2.0'/>", "[1, 2]"])
def test_what_is_no_feed_is_none(reader, body):
    assert reader.read("feed", body.encode()) is None


def test_a_reader_that_went_to_rest_or_died_is_started_again():
    reader = Reader()
    first = reader.read("feed", rss(item("Kaffe")).encode())
    reader._process.terminate()
    reader._process.wait()

    again = reader.read("feed", rss(item("Kaffe")).encode())
    reader.stop()

    assert (again, IDLE_S > 0) == (first, True)


def test_the_reading_process_knows_nothing_of_us(reader, monkeypatch):
    monkeypatch.setenv("LYHORD_SECRET_KEY", "planted")
    ours = Reader()
    ours.read("feed", b"<rss/>")
    environment = Path(f"/proc/{ours._process.pid}/environ").read_bytes()
    ours.stop()

    assert (b"LYHORD" in environment, b"PYTHONPATH=" in environment) == (False, True)
