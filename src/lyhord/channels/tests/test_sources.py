"""Sources come and go; who listens asks which it should hear, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from lyhord.channels.chores import tidy
from lyhord.channels.models import Source
from lyhord.channels.registry import UnknownNetwork
from lyhord.channels.selectors import due_sources, sources_to_listen
from lyhord.channels.services import (
    BadAddress,
    SourceExists,
    TooManySources,
    add_source,
    bring_back_source,
    change_source,
    ensure_shared_sources,
    export_opml,
    import_opml,
    pause_source,
    remove_source,
    resume_source,
)
from lyhord.channels.services import sources as verbs
from lyhord.organisation.models import AuditEntry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def add(person, address: str, network: str = "rss", **more) -> Source:
    return add_source(workspace=person.workspace, by=person.actor, network=network, address=address, **more)


def sample(person) -> None:
    person.workspace.is_demo = True
    person.workspace.save(update_fields=["is_demo"])


@pytest.mark.parametrize(
    ("network", "written", "address"),
    [
        ("rss", " SVD.se/feed#top ", "https://svd.se/feed"),
        ("rss", "feed:https://svd.se/feed", "https://svd.se/feed"),
        ("mastodon", "#Kaffe@Mastodon.nu", "https://mastodon.nu/tags/kaffe"),
    ],
)
def test_an_address_is_kept_in_one_way_so_it_is_listened_to_once(head, network, written, address):
    assert add(head, written, network).address == address
    with pytest.raises(SourceExists):
        add(head, address, network)


@pytest.mark.parametrize(
    ("network", "written"), [("rss", "nonsense"), ("mastodon", "#1"), ("rss", "a" * 600)]
)
def test_what_is_no_address_is_said_so(head, network, written):
    with pytest.raises(BadAddress):
        add(head, written, network)


@pytest.mark.parametrize("network", ["sample", "bluesky", "nowhere"])
def test_a_company_cannot_add_what_is_invented_shared_or_unknown(head, network):
    with pytest.raises(UnknownNetwork):
        add(head, "nordkaffe", network)


def test_the_sample_company_hears_what_is_invented_for_it(head):
    sample(head)

    assert add(head, "nordkaffe", "sample").is_stream


def test_a_hashtag_is_called_what_people_call_it(head):
    tag = add(head, "#Bryggkaffe@mastodon.nu", "mastodon")
    renamed = change_source(source=tag, by=head.actor, name="Fikat", language="sv", is_own=False).name
    cleared = change_source(source=tag, by=head.actor, name=" ", language="sv", is_own=False).name

    assert (renamed, cleared) == ("Fikat", "#bryggkaffe · mastodon.nu")


def test_a_feed_without_a_name_is_called_what_it_calls_itself(head):
    feed = add(head, "https://svd.se/feed")
    before = str(feed)
    feed.memory = {"title": "Svenskan"}

    assert (before, str(feed)) == ("svd.se/feed", "Svenskan")


def test_a_removed_source_comes_back_with_what_it_remembers(head):
    feed = add(head, "https://svd.se/feed")
    Source.objects.update(cursor="c", memory={"etag": "x"})
    remove_source(source=feed, by=head.actor, now=NOW)

    again = add(head, "https://svd.se/feed", name="Svenskan")

    assert (again.pk, again.cursor, again.memory, str(again)) == (feed.pk, "c", {"etag": "x"}, "Svenskan")


def test_a_workspace_has_room_for_so_many(head, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_SOURCES", 1)
    add(head, "https://svd.se/feed")

    with pytest.raises(TooManySources):
        add(head, "https://dn.se/feed")


def test_whatever_is_done_to_a_source_stands_in_the_audit_trail(head):
    feed = add(head, "https://svd.se/feed")
    for verb in (pause_source, resume_source, bring_back_source):
        verb(source=feed, by=head.actor)
    remove_source(source=feed, by=head.actor, now=NOW)

    done = [entry.what for entry in AuditEntry.objects.filter(what__startswith="channels.").order_by("pk")]
    assert done == [f"channels.{verb}_source" for verb in ("add", "pause", "resume", "bring_back", "remove")]


def test_the_settings_say_which_streams_all_share(db, settings):
    first = ensure_shared_sources()
    settings.NETWORKS = {**settings.NETWORKS, "relay": "wss://relay.example", "mastodon_token": "t"}
    second = {(source.network, source.address) for source in ensure_shared_sources()}
    again = ensure_shared_sources()

    assert [(source.network, source.address) for source in first] == [("bluesky", "jetstream")]
    assert second == {("bluesky", "wss://relay.example"), ("mastodon", "https://mastodon.social/public")}
    assert (len(again), Source.objects.count()) == (2, 3)


def test_shared_streams_are_heard_once_there_is_a_company_that_is_not_the_sample(head):
    sample(head)
    ensure_shared_sources()
    invented = add(head, "nordkaffe", "sample")
    alone = sources_to_listen()
    head.workspace.is_demo = False
    head.workspace.save(update_fields=["is_demo"])

    assert (alone, len(sources_to_listen())) == ([invented], 2)


def test_the_sources_that_waited_longest_are_visited_first_two_of_a_host(head):
    for number, waited in enumerate((1, 9, 5, 7)):
        feed = add(head, f"https://svd.se/{number}")
        Source.objects.filter(pk=feed.pk).update(next_try_at=NOW - waited * HOUR)
    new = add(head, "https://dn.se/feed")
    later = add(head, "https://gp.se/feed")
    Source.objects.filter(pk=later.pk).update(next_try_at=NOW + HOUR)

    due = [source.address for source in due_sources(NOW)]

    assert due == [new.address, "https://svd.se/1", "https://svd.se/3"]


def test_a_host_with_many_feeds_does_not_keep_others_waiting(head):
    for number in range(50):
        add(head, f"https://blogs.example/{number}")
    other = add(head, "https://svd.se/feed")

    assert other in due_sources(NOW, limit=5)


@pytest.mark.parametrize("verb", ["pause", "remove"])
def test_what_is_paused_or_removed_is_not_visited(head, verb):
    feed = add(head, "https://svd.se/feed")
    if verb == "pause":
        pause_source(source=feed, by=head.actor)
    else:
        remove_source(source=feed, by=head.actor, now=NOW)

    assert due_sources(NOW) == []


def test_a_list_of_feeds_survives_the_round_trip(head, stranger):
    add(head, "https://svd.se/feed", name='Svenskan <&> "år"', language="sv")
    add(head, "https://dn.se/rss?a=1&b=2")
    add(head, "#kaffe", "mastodon")

    document = export_opml(workspace=head.workspace, now=NOW)
    done = import_opml(workspace=stranger.workspace, by=stranger.actor, document=document)

    theirs = Source.objects.filter(workspace=stranger.workspace).order_by("pk")
    assert (done.added, done.known, done.bad) == (2, 0, ())
    assert {(feed.address, feed.name, feed.language) for feed in theirs} == {
        ("https://svd.se/feed", 'Svenskan <&> "år"', "sv"),
        ("https://dn.se/rss?a=1&b=2", "", ""),
    }


def test_a_list_taken_in_twice_adds_nothing(head):
    document = b'<opml version="2.0"><body><outline xmlUrl="https://dn.se/"/></body></opml>'
    for expected in ((1, 0), (0, 1)):
        done = import_opml(workspace=head.workspace, by=head.actor, document=document)
        assert (done.added, done.known) == expected


def test_sources_long_removed_are_forgotten(head):
    for address, days in (("https://svd.se/feed", 31), ("https://dn.se/feed", 29)):
        remove_source(source=add(head, address), by=head.actor, now=NOW - timedelta(days=days))

    tidy(NOW)

    assert [source.address for source in Source.objects.all()] == ["https://dn.se/feed"]
