"""A batch is folded to what each post has come to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lyhord.channels.contract import Event, Kind
from lyhord.listening.rules.settling import settle
from lyhord.percolator import Post

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def event(kind, name="a", minute=0, author="anna", text=""):
    at = NOON + timedelta(minutes=minute)
    post = Post(name, text or f"{kind.value} {minute}") if kind in (Kind.POSTED, Kind.EDITED) else None
    return Event(kind=kind, external_id=name, at=at, post=post, author_id=author)


def said(settled):
    return {name: [version.post.text for version in versions] for name, versions in settled.versions.items()}


def test_of_two_equal_tellings_the_first_stays():
    assert said(settle([event(Kind.POSTED), event(Kind.POSTED, minute=1)])) == {"a": ["posted 0"]}


def test_an_edit_follows_the_post_and_an_older_edit_is_ignored():
    settled = settle([event(Kind.POSTED), event(Kind.EDITED, minute=5), event(Kind.EDITED, minute=3)])

    assert said(settled) == {"a": ["posted 0", "edited 5"]}


def test_an_edit_that_overtakes_its_post_stays():
    assert said(settle([event(Kind.EDITED, minute=5), event(Kind.POSTED)])) == {"a": ["edited 5"]}


def test_what_is_deleted_stays_deleted():
    settled = settle([event(Kind.POSTED), event(Kind.DELETED, minute=1), event(Kind.POSTED)])

    assert (said(settled), set(settled.deleted)) == ({}, {"a"})


def test_when_an_author_goes_the_earlier_posts_go_and_a_later_one_stays():
    settled = settle(
        [
            event(Kind.POSTED, "a"),
            event(Kind.POSTED, "b", author="bo"),
            event(Kind.AUTHOR_GONE, "", minute=2),
            event(Kind.POSTED, "c", minute=1),
            event(Kind.POSTED, "d", minute=3),
        ]
    )

    assert (set(settled.versions), set(settled.deleted)) == ({"b", "d"}, {"a"})


def test_nobody_in_particular_cannot_go():
    settled = settle([event(Kind.POSTED, author=""), event(Kind.AUTHOR_GONE, "", minute=2, author="")])

    assert (set(settled.versions), settled.authors) == ({"a"}, {})


EVENTS = st.lists(
    st.builds(
        event, st.sampled_from(Kind), st.sampled_from("ab"), st.integers(0, 3), st.sampled_from(["x", "y"])
    ),
    max_size=12,
)


@given(EVENTS)
def test_a_post_is_said_or_gone_and_its_versions_are_in_the_order_of_time(events):
    settled = settle(events)

    assert not settled.versions.keys() & settled.deleted.keys()
    for versions in settled.versions.values():
        assert [v.at for v in versions] == sorted({v.at for v in versions})


@given(EVENTS)
def test_telling_everything_twice_changes_nothing_for_posts_that_stay(events):
    once, twice = settle(events), settle([*events, *(replace(e) for e in events)])

    assert twice.deleted.keys() >= once.deleted.keys()
    assert all(
        once.versions[name][-1].at <= twice.versions[name][-1].at
        for name in twice.versions
        if name in once.versions
    )
