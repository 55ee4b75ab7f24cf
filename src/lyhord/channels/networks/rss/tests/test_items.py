"""Which items are new, which have changed, and what they are called."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lyhord.channels.contract import Kind
from lyhord.channels.networks.rss.feeds import Feed, Item
from lyhord.channels.networks.rss.items import AT_ONCE, ROLLED_ON, Seen, Visit, item_id, news

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = "https://www.kaffe.example/feed"


def item(number: int, **more) -> Item:
    published = (NOW - timedelta(hours=number)).isoformat()
    values = {"key": f"k{number}", "url": f"https://kaffe.example/{number}", "title": f"Kaffe {number}"}
    return Item(**{**values, "text": "Text", "published": published, **more})


def visit(*items: Item, seen: Seen | None = None, visited_at: datetime | None = None, language: str = ""):
    feed = Feed(title="Kaffetidningen", url="https://kaffe.example/", language="sv", items=items)
    return news(feed, seen or Seen({}), Visit(FEED, NOW, language, visited_at))


def test_at_first_everything_is_new_and_comes_in_the_order_of_time():
    found = visit(item(1), item(2))

    assert [(event.kind, event.post.title) for event in found.events] == [
        (Kind.POSTED, "Kaffe 2"), (Kind.POSTED, "Kaffe 1"),
    ]  # fmt: skip


def test_an_event_says_who_where_and_when():
    event = visit(item(1, author="Anna", links=("https://svd.se/",))).events[0]

    assert (event.at, event.url, event.author_id) == (
        NOW - timedelta(hours=1),
        "https://kaffe.example/1",
        FEED,
    )
    assert (event.post.author, event.post.author_name, event.post.lang, event.post.type) == (
        "kaffe.example", "Anna", "sv", "article",
    )  # fmt: skip
    assert event.post.links == ("https://kaffe.example/1", "https://svd.se/")


def test_the_next_time_only_what_is_new_or_changed_comes():
    first = visit(item(1), item(2))

    then = visit(item(0), item(1), item(2, text="Rättelse"), seen=first.seen)

    assert [(event.kind, event.post.title, event.at) for event in then.events] == [
        (Kind.EDITED, "Kaffe 2", NOW), (Kind.POSTED, "Kaffe 0", NOW),
    ]  # fmt: skip


def test_what_was_seen_survives_being_stored():
    seen = visit(item(1), item(2)).seen

    assert Seen.read(str(seen)) == seen
    assert [Seen.read(broken).items for broken in ("", "{", "[]", "7", '{"seen": 7}')] == [{}] * 5


def test_an_item_that_left_the_feed_and_comes_back_is_not_new():
    seen = visit(item(1), item(2)).seen
    seen = visit(item(1), seen=seen).seen

    assert visit(item(1), item(2), seen=seen).events == ()


def test_a_feed_with_very_many_items_comes_in_portions_the_newest_first():
    items = [item(n) for n in range(AT_ONCE + 20)]

    first = visit(*items)
    then = visit(*items, seen=first.seen)

    assert [(len(found.events), found.has_more) for found in (first, then)] == [(AT_ONCE, True), (20, False)]
    assert first.events[-1].post.title == "Kaffe 0"


@pytest.mark.parametrize(
    "published", ["", "nonsense", "2099-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"]
)
def test_a_date_that_cannot_be_is_now(published):
    assert visit(item(1, published=published)).events[0].post.created_at == NOW


def test_a_date_a_little_ahead_is_now_and_an_update_stands_in_for_a_date():
    ahead = item(1, published=(NOW + timedelta(hours=2)).isoformat())
    updated = item(2, published="", updated=(NOW - timedelta(hours=5)).isoformat())

    assert [event.at for event in visit(ahead, updated).events] == [NOW - timedelta(hours=5), NOW]


def test_the_language_that_its_people_chose_counts():
    assert visit(item(1, language="de"), language="fi").events[0].post.lang == "fi"


def test_an_address_as_id_is_kept_at_home_and_nobody_speaks_for_another_host():
    article = Item(key="https://kaffe.example/1")

    feeds = [FEED, "https://kaffe.example/other", "https://evil.example/f"]

    assert [item_id(article, feed) for feed in feeds] == [
        "https://kaffe.example/1", "https://kaffe.example/1", "https://evil.example/f#https://kaffe.example/1",
    ]  # fmt: skip


def test_an_item_without_id_is_known_by_its_address_or_its_words():
    assert item_id(Item(url="https://a/1"), FEED) == f"{FEED}#https://a/1"
    assert item_id(Item(title="a"), FEED) != item_id(Item(title="b"), FEED)


def test_items_that_share_an_id_are_told_apart():
    found = visit(item(1, key="same"), item(2, key="same"), item(2, key="same"))

    assert len({event.external_id for event in found.events}) == 2


def test_a_long_id_is_cut_and_stays_unique():
    ids = {item_id(Item(key="x" * 5_000 + end), FEED) for end in "ab"}

    assert (len(ids), {len(one) for one in ids}) == (2, {300})


def test_a_feed_that_moved_on_faster_than_we_came_has_a_gap():
    visited_at = NOW - timedelta(hours=10)
    seen = visit(*(item(n) for n in range(20, 26))).seen

    found = visit(*(item(n) for n in range(6)), seen=seen, visited_at=visited_at)

    assert (found.missed.from_at, found.missed.to_at, found.missed.reason) == (
        visited_at, NOW - timedelta(hours=5), ROLLED_ON,
    )  # fmt: skip


def test_a_feed_in_which_something_is_known_has_none():
    seen = visit(*(item(n) for n in range(5, 11))).seen

    assert visit(*(item(n) for n in range(6)), seen=seen, visited_at=NOW - timedelta(days=1)).missed is None


def test_a_change_of_the_address_alone_is_an_edit():
    before = item(1)

    found = visit(replace(before, url="https://kaffe.example/new"), seen=visit(before).seen)

    assert [event.kind for event in found.events] == [Kind.EDITED]
