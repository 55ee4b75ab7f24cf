"""The stream comes through whole: whatever the line does, in whatever order things come."""

import asyncio
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime

import pytest

from lyhord.channels.contract import Kind
from lyhord.channels.networks.bluesky import client
from lyhord.channels.networks.bluesky.client import listen
from lyhord.channels.networks.bluesky.jetstream import Jetstream
from lyhord.channels.networks.bluesky.reading import TOO_OLD, Place
from lyhord.channels.networks.bluesky.tests.jetstream_server import START, account, commit, jetstream
from lyhord.common.http import OutgoingError

pytestmark = pytest.mark.asyncio
SECOND = 1_000_000


def wire(*servers) -> Jetstream:
    return Jetstream(tuple(getattr(server, "url", server) for server in servers), app="https://bsky.app")


def place(time_us: int = START) -> Place:
    at = datetime.fromtimestamp(time_us / SECOND, UTC)
    return Place(time_us, at, at)


async def hear(pieces, *, until: int) -> list:
    """The first ``until`` events, and the pieces they came in."""
    found, heard = [], []
    async with asyncio.timeout(10):
        async for piece in pieces:
            heard.append(piece)
            found += piece.events
            if len(found) >= until:
                break
    return [found, heard]


async def test_posts_edits_and_deletions_come_in_their_order(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(
            commit(START + 1, "a", "Kaffe", langs=["sv"]),
            commit(START + 2, "a", "Mer kaffe", operation="update"),
            commit(START + 3, "a", None, operation="delete"),
        )
        events, _ = await hear(pieces, until=3)

    assert [(event.kind, event.external_id[-2:], event.post and event.post.text) for event in events] == [
        (Kind.POSTED, "/a", "Kaffe"), (Kind.EDITED, "/a", "Mer kaffe"), (Kind.DELETED, "/a", None),
    ]  # fmt: skip


async def test_a_post_said_live_is_heard_within_a_second(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, None)) as pieces:
        first = asyncio.create_task(anext(pieces))
        await server.somebody_listens()
        await server.say(commit(START, "a", "Kaffe"))
        piece = await asyncio.wait_for(first, 1)

    assert [event.post.text for event in piece.events] == ["Kaffe"]


async def test_garbage_half_messages_and_strangers_are_passed_over(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(
            commit(START + 1, "a", "Kaffe"),
            '{"did":"did:plc:anna","time_us":17',
            b"\xff\xfe\x00binary",
            "[" * 100_000,
            "[]", "null", "7", '{"did": 7, "time_us": 1}', '{"did": "x", "time_us": 1e400}',
            {"did": "did:plc:x", "time_us": -5, "kind": "commit"},
            {"did": "did:plc:x", "time_us": 10**40, "kind": "commit"},
            {"did": "did:plc:x", "time_us": START + 2, "kind": "commit", "commit": {"collection": 7}},
            {"did": "did:plc:x", "time_us": START + 2, "kind": "commit", "commit": "nonsense"},
            {"did": "did:plc:x", "time_us": START + 2, "kind": "something new"},
            commit(START + 3, "b", "Te"),
        )  # fmt: skip
        events, _ = await hear(pieces, until=2)

    assert [event.post.text for event in events] == ["Kaffe", "Te"]


async def test_events_out_of_order_do_not_move_the_cursor_back(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(commit(START + 9, "b", "Te"), commit(START + 2, "a", "Kaffe"))
        events, heard = await hear(pieces, until=2)

    assert ([event.post.text for event in events], heard[-1].place.number) == (["Te", "Kaffe"], START + 9)


async def test_after_a_closed_line_it_goes_on_a_few_seconds_before(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.closes_after = [2]
        server.hold(*(commit(START + n * SECOND, f"p{n}", f"Kaffe {n}") for n in range(10)))
        events, _ = await hear(pieces, until=12)

    again = int(server.asked[1]["cursor"])
    assert (again, {event.external_id[-2:] for event in events}) == (
        START + SECOND - 5 * SECOND,
        {f"p{n}" for n in range(10)},
    )


async def test_a_line_that_is_cut_again_and_again_loses_nothing(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.closes_after = [7, 3, 9]
        server.hold(*(commit(START + n * 3 * SECOND, f"p{n:02}", "Kaffe") for n in range(30)))
        seen: set[str] = set()
        async with asyncio.timeout(10):
            async for piece in pieces:
                seen |= {event.external_id[-3:] for event in piece.events}
                if len(seen) == 30:
                    break

    assert seen == {f"p{n:02}" for n in range(30)}


async def test_the_next_host_takes_over_and_starts_a_little_earlier(out):
    async with AsyncExitStack() as stack:
        second = await stack.enter_async_context(jetstream())
        second.hold(commit(START + 1, "a", "Kaffe"))
        pieces = await stack.enter_async_context(
            aclosing(listen(wire("ws://127.0.0.1:9", second), out, place()))
        )
        events, _ = await hear(pieces, until=1)

    assert (len(events), second.asked[0]["cursor"]) == (1, str(START - 15 * SECOND))


async def test_when_no_host_answers_somebody_is_told(out):
    pieces = listen(wire("ws://127.0.0.1:9", "ws://127.0.0.1:10"), out, None)

    with pytest.raises(OutgoingError) as caught:
        await anext(pieces)

    assert caught.value.message == "127.0.0.1 cannot be reached."


async def test_a_cursor_that_is_too_old_is_a_known_gap(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.keeps_from = START + 7_200 * SECOND
        server.hold(commit(START + 1, "a", "Lost"), commit(START + 7_201 * SECOND, "b", "Kaffe"))
        events, heard = await hear(pieces, until=1)

    missed = heard[0].missed
    assert ([event.post.text for event in events], missed.reason) == (["Kaffe"], TOO_OLD)
    assert (missed.to_at - missed.from_at).total_seconds() == 7_201


async def test_a_stream_that_joins_where_we_were_has_no_gap(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(commit(START - 2 * SECOND, "a", "Kaffe"), commit(START + 90 * SECOND, "b", "Te"))
        _, heard = await hear(pieces, until=2)

    assert [piece.missed for piece in heard if piece.missed] == []


async def test_silence_is_told_so_that_we_know_the_line_is_open(out, monkeypatch):
    monkeypatch.setattr(client, "QUIET_S", 0.05)
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        piece = await anext(pieces)

    assert (piece.events, piece.place.number, piece.place.quiet_until > piece.place.at) == ((), START, True)


async def test_a_closed_account_takes_its_posts_along_and_a_throttled_one_does_not(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(
            account(START + 1, did="did:plc:busy", active=False, status="throttled"),
            account(START + 2, did="did:plc:back", active=True),
            account(START + 3, did="did:plc:gone", active=False, status="deleted"),
        )
        events, _ = await hear(pieces, until=1)

    assert [(event.kind, event.author_id) for event in events] == [(Kind.AUTHOR_GONE, "did:plc:gone")]


async def test_a_message_larger_than_any_post_closes_the_line_and_the_next_goes_on(out):
    async with jetstream() as server, aclosing(listen(wire(server), out, place())) as pieces:
        server.hold(commit(START + 1, "a", "Kaffe"))
        first, _ = await hear(pieces, until=1)
        await server.somebody_listens()
        await server.say("x" * 5_000_000)
        server.held.pop()
        server.hold(commit(START + 2, "b", "Te"))
        then, _ = await hear(pieces, until=2)

    assert {event.post.text for event in first + then} == {"Kaffe", "Te"}


async def test_a_cursor_survives_being_stored():
    before = place()

    assert Place.read(str(before)) == before
    assert [Place.read(broken) for broken in ("", "7", "a b c", "1 2 3 4")] == [None] * 4
