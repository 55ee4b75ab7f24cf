"""Whatever a network sends fits into our columns."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.channels.contract import Event, Kind
from lyhord.listening.models import Mention
from lyhord.listening.rules import fitting
from lyhord.percolator import Post

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANY = st.text(st.characters(codec=None), max_size=40) | st.text(max_size=5).map(lambda t: t * 700)


def fit(**fields):
    post = Post(**{"id": "1", "text": "Hej", **fields})
    event = Event(kind=Kind.POSTED, external_id="1", at=NOON, post=post)
    return fitting.fit(event, arrived_at=NOON, network="rss").post


@given(ANY, ANY, ANY, ANY, ANY, ANY, ANY, st.lists(ANY, max_size=3))
def test_every_field_fits_its_column(external_id, text, title, author, name, kind, url, links):
    post = Post(external_id, text, title, author, name, lang=kind, type=kind, links=links)
    event = Event(kind=Kind.POSTED, external_id=external_id, at=NOON, post=post, url=url, author_id=author)

    fitted = fitting.fit(event, arrived_at=NOON, network="rss")

    stored = {"external_id": fitted.external_id, "url": fitted.url, "author_id": fitted.author_id}
    stored |= {
        name: getattr(fitted.post, name)
        for name in ("type", "title", "text", "author", "author_name", "lang")
    }
    for name, value in stored.items():
        longest = Mention._meta.get_field(name).max_length
        assert "\0" not in value
        assert value.encode() is not None
        assert longest is None or len(value) <= longest


def test_two_long_ids_that_begin_alike_stay_two():
    assert fitting.fit_id("x" * 900 + "1") != fitting.fit_id("x" * 900 + "2")


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://svd.se/a", "https://svd.se/a"),
        (" HTTP://svd.se ", "HTTP://svd.se"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//svd.se", ""),
        ("https://svd.se/" + "a" * 3000, ""),
    ],
)
def test_only_links_of_the_web_are_kept(link, kept):
    assert fitting.fit_link(link) == kept


def test_a_language_that_nobody_stated_is_told_from_the_words():
    assert fit(text="Äntligen har de öppnat ett nytt kafé på hörnet", lang="und").lang == "sv"


def test_a_stated_language_stays():
    assert fit(text="Äntligen har de öppnat ett nytt kafé på hörnet", lang="en-GB").lang == "en"


def test_the_sources_language_comes_before_ours():
    event = Event(
        kind=Kind.POSTED, external_id="1", at=NOON, post=Post("1", "A new coffee place on the corner")
    )

    assert fitting.fit(event, arrived_at=NOON, network="rss", language="sv").post.lang == "sv"


def test_a_handle_is_kept_without_its_sign():
    assert fit(author="@anna.example").author == "anna.example"


def test_the_network_is_the_source_that_queries_see():
    assert fit(source="something else").source == "rss"
