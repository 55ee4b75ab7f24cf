"""The sample is believable, and the same every time."""

from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from lyhord.channels.contract import Address
from lyhord.channels.networks.sample.client import number_at, numbered_post, posts_between, sample_post
from lyhord.channels.networks.sample.connector import Sample
from lyhord.channels.networks.sample.phrases import PHRASES

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def many(mood: str = "calm", count: int = 400):
    rng = Random(7)
    return [sample_post(rng, NOW + timedelta(seconds=n), mood=mood).post for n in range(count)]


def test_the_same_seed_tells_the_same_story():
    assert many() == many()


def test_no_two_posts_have_the_same_id():
    assert len({post.id for post in many(count=5_000)}) == 5_000


def test_people_speak_both_languages_on_several_networks_and_papers_write():
    posts = many()

    assert {post.lang for post in posts} == {"sv", "en"}
    assert {(post.source, post.type) for post in posts} == {
        ("bluesky", "post"), ("bluesky", "reply"), ("mastodon", "post"), ("mastodon", "reply"),
        ("rss", "article"),
    }  # fmt: skip


def test_there_is_enough_to_say():
    assert (len(PHRASES) >= 60, len({phrase.text for phrase in PHRASES}) == len(PHRASES)) == (True, True)


def test_nothing_is_left_to_fill_in():
    assert [post for post in many() if "{" in post.text + post.title] == []


def test_in_a_crisis_most_of_it_is_about_the_smell():
    about = [post for post in many("crisis") if "4711" in post.text or "Midvinter" in post.text + post.title]

    assert len(about) > 200


def test_a_calm_day_has_no_crisis():
    assert [post for post in many() if "4711" in post.text] == []


def test_the_replayed_stream_gives_the_same_post_for_the_same_number():
    number = number_at(NOW)

    assert list(posts_between("a", number, number + 2)) == [numbered_post("a", number + n) for n in range(3)]
    assert numbered_post("a", number) != numbered_post("b", number)


@pytest.mark.asyncio
async def test_the_stream_goes_on_after_its_cursor():
    address = Address(source_id=1, network="sample", address="nordkaffe")
    before = str(number_at(datetime.now(UTC)) - 6)

    async with aclosing(Sample().stream(address, before)) as stream:
        batches = [await anext(stream)]
        while batches[-1].cursor == before:
            batches.append(await anext(stream))

    numbers = range(int(before) + 1, int(batches[-1].cursor) + 1)
    said = {number: numbered_post("nordkaffe", number) for number in numbers}
    told = [(batch.network, event) for batch in batches for event in batch.events]
    assert sorted(event.external_id for _, event in told) == sorted(
        event.external_id for event in said.values()
    )
    assert all(network == event.post.source for network, event in told)
