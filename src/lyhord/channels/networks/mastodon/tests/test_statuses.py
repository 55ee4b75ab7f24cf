"""A status becomes a post in our words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.channels.contract import Kind
from lyhord.channels.networks.mastodon.statuses import event_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACCOUNT = {
    "username": "anna", "acct": "anna", "display_name": "Anna ☕", "url": "https://mastodon.nu/@anna",
    "uri": "https://mastodon.nu/users/anna", "followers_count": 120,
}  # fmt: skip


def event(*, is_edit: bool = False, **more):
    status = {
        "id": "115", "uri": "https://mastodon.nu/users/anna/statuses/115", "url": "https://mastodon.nu/@anna/115",
        "content": "<p>Kaffe!</p>", "created_at": "2026-11-23T11:00:00.000Z", "account": ACCOUNT, **more,
    }  # fmt: skip
    return event_of(status, host="mastodon.nu", now=NOW, is_edit=is_edit)


def test_a_status_says_who_what_and_where():
    found = event(language="sv-SE", in_reply_to_id="114")

    assert (found.kind, found.external_id, found.url) == (
        Kind.POSTED, "https://mastodon.nu/users/anna/statuses/115", "https://mastodon.nu/@anna/115",
    )  # fmt: skip
    assert (found.post.text, found.post.author, found.post.author_name, found.post.followers) == (
        "Kaffe!", "anna@mastodon.nu", "Anna ☕", 120,
    )  # fmt: skip
    assert (found.post.lang, found.post.type, found.at) == (
        "sv",
        "reply",
        datetime(2026, 11, 23, 11, tzinfo=UTC),
    )


def test_hashtags_and_people_in_the_markup_are_words_and_links_lead_away():
    content = (
        '<p><span class="h-card"><a href="https://x.se/@nordkaffe" class="m">@<span>nordkaffe</span></a>'
        '</span> bra <a href="https://mastodon.nu/tags/fika" rel="tag">#<span>fika</span></a> '
        '<a href="https://svd.se/a?b=1&amp;c=2"><span class="invisible">https://</span><span>svd.se/a</span></a>'
    )
    found = event(
        content=content,
        tags=[{"name": "fika", "url": "https://mastodon.nu/tags/fika"}],
        mentions=[{"username": "nordkaffe", "acct": "nordkaffe@x.se", "url": "https://x.se/@nordkaffe"}],
    )

    assert found.post.text == "@nordkaffe@x.se bra #fika https://svd.se/a"
    assert found.post.links == ("https://svd.se/a?b=1&c=2",)


def test_a_warning_comes_first_and_a_card_gives_link_and_title():
    found = event(
        spoiler_text="Kaffe", card={"url": "https://svd.se/a", "title": "Dyrare kaffe"}, content="<p>Läs</p>"
    )

    assert (found.post.text, found.post.title, found.post.links) == (
        "Kaffe\nLäs",
        "Dyrare kaffe",
        ("https://svd.se/a",),
    )


def test_an_edit_happened_when_it_was_edited():
    found = event(is_edit=True, edited_at="2026-11-23T11:30:00Z")

    assert (found.kind, found.at) == (Kind.EDITED, datetime(2026, 11, 23, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize("more", [{"visibility": "private"}, {"reblog": {"id": "1"}}, {"uri": "", "url": ""}])
def test_what_is_not_public_or_is_a_boost_is_passed_over(more):
    assert event(**more) is None


@pytest.mark.parametrize("number", [-1, None, "7", 1.5])
def test_a_number_of_followers_that_is_none_is_unknown(number):
    assert event(account={**ACCOUNT, "followers_count": number}).post.followers is None


def test_a_clock_that_is_ahead_is_not_believed():
    assert event(created_at="2099-01-01T00:00:00Z").post.created_at == NOW


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["url", "acct", "username", "name", "title", "uri"]
    ), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(
    ["account", "content", "tags", "mentions", "card", "language", "created_at", "edited_at", "spoiler_text"]
), JSON))  # fmt: skip
def test_no_status_makes_it_stumble(more):
    assert event(**more).external_id == "https://mastodon.nu/users/anna/statuses/115"
