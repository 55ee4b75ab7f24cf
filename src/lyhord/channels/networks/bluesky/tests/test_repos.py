"""The stream of a real PDS is heard as it is written, and what its frames say when something is wrong."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import libipld
import pytest

from lyhord.channels.contract import Kind
from lyhord.channels.networks.bluesky.client import listen
from lyhord.channels.networks.bluesky.people import People, Profile
from lyhord.channels.networks.bluesky.reading import STARTED_OVER, TOO_OLD, Place, Reading
from lyhord.channels.networks.bluesky.repos import Repos

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
APP = "https://bsky.app"
FIRST = Place(0, NOON, NOON)


def frame(kind: str, body: dict, op: int = 1) -> bytes:
    header = {"op": op, "t": kind} if kind else {"op": op}
    return libipld.encode_dag_cbor(header) + libipld.encode_dag_cbor(body)


def identity(seq: int, at: str = "2026-11-23T12:00:00.000Z") -> bytes:
    return frame("#identity", {"seq": seq, "did": "did:plc:anna", "time": at})


def take(frames: Sequence[bytes | str], place: Place | None = None):
    reading = Reading(Repos("wss://relay.example", app=APP), place)
    reading.connected()
    return reading.take(frames, now=NOON)


@pytest.fixture
def join(atproto):
    """Make an account; its connections are closed in the end."""
    accounts = []

    def made(name: str):
        accounts.append(atproto.join(name))
        return accounts[-1]

    yield made
    for account in accounts:
        account.http.close()


async def hear(relay: str, out, place: Place, *, until) -> tuple[list, Place]:
    """The events after ``place`` until one is as wished, and where that was."""
    events = []
    async with aclosing(listen(Repos(relay, app=APP), out, place)) as pieces, asyncio.timeout(30):
        async for piece in pieces:
            events += piece.events
            if any(map(until, piece.events)):
                break
    return events, piece.place


def wrote(text: str):
    return lambda event: event.post is not None and event.post.text == text


def said(events) -> list[tuple]:
    return [(event.kind, event.external_id, event.post and event.post.text) for event in events]


@pytest.mark.atproto
@pytest.mark.asyncio
async def test_what_is_posted_edited_and_deleted_on_a_real_server_is_heard(atproto, join, out):
    anna = await asyncio.to_thread(join, "anna")
    uri = await asyncio.to_thread(anna.post, "Nordkaffe är gott")
    await asyncio.to_thread(anna.edit, uri, "Nordkaffe är bäst")
    await asyncio.to_thread(anna.delete, uri)

    events, _ = await hear(
        atproto.relay, out, FIRST, until=lambda e: (e.kind, e.external_id) == (Kind.DELETED, uri)
    )

    ours = [event for event in events if event.author_id == anna.did]
    assert said(ours) == [
        (Kind.POSTED, uri, "Nordkaffe är gott"),
        (Kind.EDITED, uri, "Nordkaffe är bäst"),
        (Kind.DELETED, uri, None),
    ]
    assert (ours[0].post.lang, ours[0].url) == ("sv", f"{APP}/profile/{anna.did}/post/{uri[-13:]}")


@pytest.mark.atproto
@pytest.mark.asyncio
async def test_after_a_break_it_goes_on_where_it_was_and_repeats_nothing(atproto, join, out):
    bosse = await asyncio.to_thread(join, "bosse")
    await asyncio.to_thread(bosse.post, "Ett")
    _, place = await hear(atproto.relay, out, FIRST, until=wrote("Ett"))
    await asyncio.to_thread(bosse.post, "Två")
    await asyncio.to_thread(bosse.post, "Tre")

    events, _ = await hear(atproto.relay, out, place, until=wrote("Tre"))

    assert [event.post.text for event in events] == ["Två", "Tre"]


@pytest.mark.atproto
@pytest.mark.asyncio
async def test_an_account_that_is_closed_takes_its_posts_along(atproto, join, out):
    cia = await asyncio.to_thread(join, "cia")
    await asyncio.to_thread(cia.post, "Hej då")

    def leave() -> None:
        cia.http.post("/xrpc/com.atproto.server.deactivateAccount", json={}).raise_for_status()

    await asyncio.to_thread(leave)
    events, _ = await hear(atproto.relay, out, FIRST, until=lambda event: event.kind is Kind.AUTHOR_GONE)

    assert [event.kind for event in events if event.author_id == cia.did] == [Kind.POSTED, Kind.AUTHOR_GONE]


@pytest.mark.atproto
def test_a_bare_server_tells_handles_and_the_directory_claims_are_checked(atproto, join, out):
    dan = join("dan")
    people = People(out, app_view=atproto.pds, directory=atproto.plc)

    assert (people.did_of("dan.test"), people.did_of("nobody.test")) == (dan.did, "")
    assert people.profiles([dan.did, "did:plc:nobody"]) == [
        Profile(dan.did, "dan.test"),
        Profile("did:plc:nobody"),
    ]


def test_a_server_that_no_longer_has_our_place_says_so_and_the_gap_is_known():
    place = Place(5, NOON, NOON)
    cut = frame("#info", {"name": "OutdatedCursor"})

    piece = take([cut, identity(900, "2026-11-23T15:00:00.000Z")], place)

    assert (piece.missed.reason, piece.missed.from_at, piece.missed.to_at.hour) == (TOO_OLD, NOON, 15)
    assert piece.place.number == 900


def test_a_server_that_began_anew_is_followed_from_its_beginning():
    place = Place(5_000, NOON, NOON)
    over = frame("", {"error": "FutureCursor"}, op=-1)

    piece = take([over, identity(3, "2026-11-23T12:30:00.000Z")], place)

    assert (piece.place.number, piece.missed.reason) == (3, STARTED_OVER)


def test_numbers_that_jump_are_no_gap_for_this_stream_tells_of_gaps():
    assert take([identity(900, "2026-11-23T15:00:00.000Z")], Place(5, NOON, NOON)).missed is None


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        "text",
        b"\xff" * 40,
        identity(7)[:-9],
        frame("#commit", {"seq": 7})[:5],
        libipld.encode_dag_cbor([1]) * 2,
        frame("#commit", {"seq": "7", "time": "2026-11-23T12:00:00Z"}),
        frame("#commit", {"seq": 7, "time": "noon"}),
    ],
)
def test_half_frames_and_garbage_are_passed_over(garbage):
    piece = take([garbage, identity(8)])

    assert (piece.events, piece.renamed, piece.place.number) == ((), {"did:plc:anna"}, 8)


@pytest.mark.parametrize(
    "body",
    [
        {"repo": 7},
        {"ops": None},
        {"ops": [None, 7, {}, {"path": 7}]},
        {"ops": [{"action": "create", "path": "app.bsky.feed.post/a", "cid": None}], "blocks": b"no car"},
        {"ops": [{"action": "create", "path": "app.bsky.feed.post/a", "cid": b"x"}], "blocks": "text"},
        {"ops": [{"action": "create", "path": "app.bsky.feed.like/a"}]},
    ],
)
def test_a_commit_without_a_post_moves_on(body):
    full = {"seq": 9, "time": "2026-11-23T12:00:00Z", "repo": "did:plc:anna", **body}

    piece = take([frame("#commit", full)])

    assert (piece.events, piece.place.number) == ((), 9)


def test_a_deletion_needs_no_block():
    ops = [{"action": "delete", "path": "app.bsky.feed.post/a", "cid": None}]
    body = {"seq": 9, "time": "2026-11-23T12:00:00Z", "repo": "did:plc:anna", "ops": ops, "blocks": b""}

    [event] = take([frame("#commit", body)]).events

    assert (event.kind, event.external_id) == (Kind.DELETED, "at://did:plc:anna/app.bsky.feed.post/a")
