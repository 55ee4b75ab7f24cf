"""A hashtag is visited: what is new, edited or gone, and nothing twice."""

import json
from datetime import UTC, datetime

import pytest

from lyhord.channels.contract import Kind
from lyhord.channels.networks.mastodon.client import Instance
from lyhord.channels.networks.mastodon.tags import Read, visit
from lyhord.common.http import OutgoingError

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def told(visited) -> list[tuple[Kind, str]]:
    return [(event.kind, event.post.text if event.post else event.external_id) for event in visited.events]


def test_what_is_said_comes_once_and_in_its_order(mastodon, instance):
    for word in ("one", "two"):
        mastodon.says(f"{word} #order")

    first = visit(instance, "order", Read(), now=NOW)
    mastodon.says("three #order")
    second = visit(instance, "order", first.read, now=NOW)

    assert [told(first), told(second)] == [
        [(Kind.POSTED, "one #order"), (Kind.POSTED, "two #order")], [(Kind.POSTED, "three #order")],
    ]  # fmt: skip


def test_an_edit_and_a_deletion_are_followed(mastodon, instance):
    statuses = [mastodon.says(f"{word} #follow") for word in ("one", "two", "three")]
    first = visit(instance, "follow", Read(), now=NOW)
    mastodon.edits(statuses[2], "third #follow")
    mastodon.deletes(statuses[1])

    second = visit(instance, "follow", first.read, now=NOW)
    third = visit(instance, "follow", second.read, now=NOW)

    assert told(second) == [(Kind.EDITED, "third #follow"), (Kind.DELETED, statuses[1]["uri"])]
    assert told(third) == []


def test_more_than_a_page_is_read_page_by_page(mastodon, instance):
    mastodon.says("first #pages")
    first = visit(instance, "pages", Read(), now=NOW)
    for number in range(50):
        mastodon.says(f"{number} #pages")

    second = visit(instance, "pages", first.read, now=NOW)

    assert told(second) == [(Kind.POSTED, f"{number} #pages") for number in range(50)]


def test_what_was_read_survives_being_stored(mastodon, instance):
    mastodon.says("kept #stored")
    read = visit(instance, "stored", Read(), now=NOW).read

    assert Read.from_cursor(str(read)) == read
    assert [
        Read.from_cursor(broken).rows for broken in ("", "{", "[]", "7", '{"read": [[1]]}', '{"read": 7}')
    ] == [()] * 6


@pytest.mark.parametrize("body", ["{}", "null", "<html>", '{"error": "x"}', "[" * 100_000])
def test_an_answer_that_is_no_page_is_said_so(web, out, body):
    web.page("/api/v1/timelines/tag/kaffe", body)

    with pytest.raises(OutgoingError) as caught:
        visit(Instance(out, web.url), "kaffe", Read(), now=NOW)

    assert caught.value.message == "The answer of 127.0.0.1 is broken."


def test_ids_that_are_no_numbers_and_odd_rows_are_taken_as_they_are(web, out):
    rows = [{"id": "01J-abc", "uri": "https://x/1", "content": "Kaffe"}, 7, None, {"uri": "no id"}]
    web.page("/api/v1/timelines/tag/kaffe", json.dumps(rows))

    visited = visit(Instance(out, web.url), "kaffe", Read(), now=NOW)

    assert [row.id for row in visited.read.rows] == ["01J-abc"]


def test_a_server_in_trouble_does_not_make_statuses_disappear(web, out):
    rows = [{"id": str(n), "uri": f"https://x/{n}", "content": "Kaffe"} for n in (3, 2, 1)]
    web.page("/api/v1/timelines/tag/kaffe", json.dumps(rows))
    instance = Instance(out, web.url)
    read = visit(instance, "kaffe", Read(), now=NOW).read
    web.page("/api/v1/timelines/tag/kaffe", json.dumps([rows[0], rows[2]]))
    web.page("/api/v1/statuses/2", status=500)

    with pytest.raises(OutgoingError):
        visit(instance, "kaffe", read, now=NOW)
