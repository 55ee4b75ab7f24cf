"""A batch of a source becomes mentions: nothing lost, nothing twice, whatever comes in whatever order."""

from datetime import timedelta

import pytest

from lyhord.channels import authors
from lyhord.channels.contract import Missed
from lyhord.channels.models import Author, Gap
from lyhord.listening import services
from lyhord.listening.models import Gone, HeardPost, Mention
from lyhord.listening.tests.stream import (
    MACHINE,
    NOON,
    author_gone,
    deleted,
    edited,
    found,
    hear,
    heard_texts,
    is_in_step,
    listen_for,
    own_source,
    posted,
    shared_source,
)
from lyhord.notices.models import LiveEvent


@pytest.fixture
def bluesky(db):
    return shared_source()


def test_a_post_that_a_monitor_asks_for_becomes_a_mention(nordkaffe, bluesky):
    coffee = listen_for(nordkaffe, "kaffe")

    done = hear(bluesky, posted("a", "Gott kaffe"), posted("b", "Gott te"))

    assert (done.new, heard_texts(nordkaffe), found(coffee)) == (1, ["Gott kaffe"], ["a"])
    assert is_in_step()


def test_a_mention_is_one_row_however_many_monitors_match(nordkaffe, bluesky):
    monitors = [listen_for(nordkaffe, query) for query in ("kaffe", "gott", "te")]

    hear(bluesky, posted("a", "Gott kaffe"))

    assert (Mention.objects.count(), [found(each) for each in monitors]) == (1, [["a"], ["a"], []])
    assert is_in_step()


def test_a_shared_stream_reaches_every_workspace(nordkaffe, rival, bluesky):
    listen_for(nordkaffe, "kaffe")
    listen_for(rival, "gott")

    hear(bluesky, posted("a", "Gott kaffe"), posted("b", "Gott te"))

    assert (heard_texts(nordkaffe), heard_texts(rival)) == (["Gott kaffe"], ["Gott kaffe", "Gott te"])


def test_a_workspaces_own_source_reaches_nobody_else(nordkaffe, rival):
    listen_for(nordkaffe, "kaffe")
    listen_for(rival, "kaffe")

    hear(own_source(nordkaffe), posted("a"))

    assert (heard_texts(nordkaffe), heard_texts(rival)) == (["Gott kaffe"], [])


def test_a_replay_changes_nothing(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    batch = posted("a"), edited("a", "Bra kaffe", 5), posted("b"), deleted("b", 6), posted("c")
    hear(bluesky, *batch)
    before = list(Mention.objects.order_by("pk").values())

    again = hear(bluesky, *batch, now=NOON + timedelta(hours=2))

    assert (again.new, again.edited, again.deleted) == (0, 0, 0)
    assert list(Mention.objects.order_by("pk").values()) == before
    assert is_in_step()


def test_an_edit_changes_the_mention_and_who_finds_it(nordkaffe, bluesky):
    coffee, tea = listen_for(nordkaffe, "kaffe"), listen_for(nordkaffe, "te")
    hear(bluesky, posted("a", "Gott kaffe"))

    done = hear(bluesky, edited("a", "Gott te", 5, lang="en"))

    assert (done.edited, heard_texts(nordkaffe), found(coffee), found(tea)) == (1, ["Gott te"], [], ["a"])
    assert Mention.objects.get().edited_at == NOON + timedelta(minutes=5)
    assert is_in_step()


def test_an_older_edit_is_ignored(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"), edited("a", "Nytt kaffe", 5))

    done = hear(bluesky, edited("a", "Gammalt kaffe", 3))

    assert (done.edited, heard_texts(nordkaffe)) == (0, ["Nytt kaffe"])


def test_a_post_that_its_edit_has_overtaken_is_ignored(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, edited("a", "Gott te", 5))

    hear(bluesky, posted("a", "Gott kaffe"))

    assert heard_texts(nordkaffe) == []


def test_an_edit_can_make_a_mention_of_a_post_that_nobody_asked_for(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a", "Gott te"))

    hear(bluesky, edited("a", "Gott kaffe", 5))

    assert heard_texts(nordkaffe) == ["Gott kaffe"]


def test_it_does_not_matter_how_the_stream_is_cut_into_batches(nordkaffe, rival, bluesky):
    monitor = listen_for(nordkaffe, "kaffe")
    events = [posted("a", "kaffe"), edited("a", "te", 1), posted("b", "te"), edited("b", "kaffe", 1)]

    hear(bluesky, *events)
    together = heard_texts(nordkaffe), found(monitor)
    Mention.objects.all().delete()
    HeardPost.objects.all().delete()
    for event in events:
        hear(bluesky, event)

    assert (heard_texts(nordkaffe), found(monitor)) == together == (["kaffe", "te"], ["b"])


def test_what_is_deleted_at_its_source_is_wiped_and_stays_away(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"), posted("b", "Mer kaffe"))

    done = hear(bluesky, deleted("a", 5))
    hear(bluesky, posted("a"))

    gone = Mention.objects.get(deleted_at__isnull=False)
    assert (done.deleted, heard_texts(nordkaffe)) == (1, ["Mer kaffe"])
    assert (gone.text, gone.author, gone.author_name, gone.author_id, gone.url, gone.links) == ("",) * 5 + (
        [],
    )
    assert "a" not in (gone.external_id, *HeardPost.objects.values_list("external_id", flat=True))
    assert is_in_step()


def test_a_mention_stays_away_even_when_the_keys_of_what_is_gone_were_pruned(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"), deleted("a", 5))
    hear(bluesky, posted("b"))
    hear(bluesky, deleted("b", 5))
    Gone.objects.all().delete()

    hear(bluesky, posted("b"))

    assert heard_texts(nordkaffe) == []


def test_a_deletion_that_overtakes_its_post_is_remembered(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")

    hear(bluesky, deleted("a", 5))
    hear(bluesky, posted("a"))

    assert heard_texts(nordkaffe) == []


def test_a_workspaces_own_source_deletes_nothing_of_others(nordkaffe, rival):
    for workspace in (nordkaffe, rival):
        listen_for(workspace, "kaffe")
        hear(own_source(workspace), posted("a"))

    hear(nordkaffe.sources.get(), deleted("a", 5))

    assert (heard_texts(nordkaffe), heard_texts(rival)) == ([], ["Gott kaffe"])


def test_when_an_author_goes_all_their_posts_go(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"), posted("b", "Bos kaffe", author="bo"), posted("c", "te"))

    done = hear(bluesky, author_gone("anna", 5))
    hear(bluesky, posted("a"), posted("d", "Åter kaffe", minute=9))

    assert (done.deleted, heard_texts(nordkaffe)) == (1, ["Bos kaffe", "Åter kaffe"])
    assert set(HeardPost.objects.values_list("external_id", flat=True)) == {"b", "d"}
    assert is_in_step()


def test_of_what_an_author_took_along_only_the_fact_is_left(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, *(posted(f"p{number}", links=("https://a.example/",)) for number in range(260)))

    hear(bluesky, author_gone("anna", 5))

    left = set(Mention.objects.values_list("title", "text", "url", "author", "author_id", "followers"))
    assert (left, Mention.objects.filter(deleted_at=None).count()) == ({("", "", "", "", "", None)}, 0)
    assert not Mention.objects.filter(external_id__startswith="p").exists()


def test_cursor_gap_and_health_are_stored_with_the_rows(nordkaffe, bluesky):
    missed = Missed(from_at=NOON, to_at=NOON + timedelta(hours=3), reason="cursor too old")

    hear(bluesky, posted("a", minute=7), cursor="42", missed=missed)
    hear(bluesky, cursor="43", missed=missed)

    bluesky.refresh_from_db()
    assert (bluesky.cursor, bluesky.last_item_at) == ("43", NOON + timedelta(minutes=7))
    assert [gap.reason for gap in Gap.objects.filter(source=bluesky)] == ["cursor too old"]


def test_nothing_is_stored_when_anything_fails(nordkaffe, bluesky, monkeypatch):
    listen_for(nordkaffe, "kaffe")
    monkeypatch.setattr("lyhord.listening.services.archiving.tell_browsers", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        hear(bluesky, posted("a"), cursor="9")

    bluesky.refresh_from_db()
    assert (bluesky.cursor, Mention.objects.count(), HeardPost.objects.count()) == ("", 0, 0)


def test_a_source_that_was_removed_is_told_so(nordkaffe, bluesky):
    gone = shared_source("mastodon")
    gone.delete()

    with pytest.raises(services.SourceGone):
        hear(gone, posted("a"))


def test_open_pages_are_told_once_for_each_workspace(nordkaffe, rival, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"), posted("b"))

    told = LiveEvent.objects.filter(topic="mentions").values_list("workspace", "count")
    assert list(told) == [(nordkaffe.pk, 2)]


def test_two_posts_of_the_same_second_get_two_ids(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")

    hear(bluesky, *(posted(f"{number}") for number in range(300)))

    assert Mention.objects.count() == 300


def test_a_handle_that_was_looked_up_can_be_asked_for(nordkaffe, bluesky):
    monitor = listen_for(nordkaffe, "author:anna.example")
    Author.objects.create(network="bluesky", external_id="did:anna", handle="anna.example", looked_up_at=NOON)

    hear(bluesky, posted("a", handle=""), posted("b", author="bo", handle=""))

    assert found(monitor) == ["a"]


def test_an_unknown_author_of_a_mention_is_to_be_looked_up(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")

    hear(bluesky, posted("a", handle=""), posted("b", "te", author="bo", handle=""))

    assert authors.wanted("bluesky", limit=9) == ["did:anna"]


def test_what_is_muted_is_kept_apart_and_not_counted(nordkaffe, bluesky):
    listen_for(nordkaffe, "kaffe")
    hear(bluesky, posted("a"))
    services.mute_author(workspace=nordkaffe, mention_id=Mention.objects.get().pk, by=MACHINE)

    hear(bluesky, posted("b"), posted("c", "Bos kaffe", author="bo"))

    assert sorted(Mention.objects.filter(is_muted=True).values_list("external_id", flat=True)) == ["a", "b"]
    assert is_in_step()
