"""A record of the network becomes a post in our words, whatever stands in it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.channels.contract import Kind
from lyhord.channels.networks.bluesky.records import written

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def event(record: object, *, is_edit: bool = False):
    return written("did:plc:anna", "3k", record, at=AT, app="https://bsky.app", is_edit=is_edit)


def post(**record):
    return event({"text": "Kaffe", **record}).post


def test_a_post_says_where_it_is_and_whose():
    found = event({"text": "Kaffe", "createdAt": "2026-11-23T11:59:58Z", "langs": ["sv-SE", "en"]})

    assert (found.kind, found.external_id, found.url) == (
        Kind.POSTED,
        "at://did:plc:anna/app.bsky.feed.post/3k",
        "https://bsky.app/profile/did:plc:anna/post/3k",
    )
    assert (found.author_id, found.author_url) == ("did:plc:anna", "https://bsky.app/profile/did:plc:anna")
    assert (found.post.text, found.post.lang, found.post.source, found.post.type, found.post.created_at) == (
        "Kaffe", "sv", "bluesky", "post", datetime(2026, 11, 23, 11, 59, 58, tzinfo=UTC),
    )  # fmt: skip


def test_links_and_hidden_hashtags_are_found():
    facets = [
        {"features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://svd.se/a"}]},
        {"features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "fika"}, {"tag": "kaffe"}]},
    ]
    found = post(text="Läs svd.se/a… #Kaffe", facets=facets, tags=["nordkaffe"])

    assert (found.links, found.text) == (("https://svd.se/a",), "Läs svd.se/a… #Kaffe\n#fika\n#nordkaffe")


@pytest.mark.parametrize(
    "where", [lambda card: {"external": card}, lambda card: {"media": {"external": card}}]
)
def test_the_card_under_a_post_gives_link_and_title(where):
    found = post(embed=where({"uri": "https://svd.se/a", "title": "Dyrare kaffe", "description": "…"}))

    assert (found.title, found.links) == ("Dyrare kaffe", ("https://svd.se/a",))


def test_an_answer_is_a_reply():
    assert post(reply={"root": {"uri": "at://x"}, "parent": {"uri": "at://x"}}).type == "reply"


@pytest.mark.parametrize(
    "said",
    ["2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "yesterday", None, 7],
)
def test_a_clock_that_cannot_be_right_is_not_believed(said):
    assert post(createdAt=said).created_at == AT


@pytest.mark.parametrize("langs", [None, [], [7], "sv", [""]])
def test_a_language_that_is_not_given_is_unknown(langs):
    assert post(langs=langs).lang == "und"


def test_a_link_that_is_no_web_address_is_left_out():
    facets = [{"features": [{"uri": uri} for uri in ("javascript:alert(1)", 7, "x" * 3000, "http://ok.se")]}]

    assert post(facets=facets).links == ("http://ok.se",)


@pytest.mark.parametrize("record", [None, 7, "text", [], {}, {"text": 7}, {"text": None}])
def test_what_is_no_post_is_passed_over(record):
    assert event(record) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["facets", "features", "uri", "tag", "tags", "embed", "external", "media", "title", "reply", "langs"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["facets", "tags", "embed", "reply", "langs", "createdAt"]), JSON))
def test_no_record_makes_it_stumble(record):
    assert event({"text": "Kaffe", **record}).post.text.startswith("Kaffe")
