"""The public stream: what is said is heard, and what was said meanwhile is fetched."""

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from lyhord.channels.contract import Kind
from lyhord.channels.networks.mastodon import streaming
from lyhord.channels.networks.mastodon.client import Instance
from lyhord.channels.networks.mastodon.sse import messages
from lyhord.channels.networks.mastodon.streaming import Place, listen
from lyhord.common.http import OutgoingError

pytestmark = pytest.mark.asyncio


async def hear(pieces, enough) -> list:
    heard = []
    async with asyncio.timeout(20):
        while not enough(heard):
            heard.append(await anext(pieces))
    return heard


def texts(heard) -> list[str]:
    return [event.post.text for piece in heard for event in piece.events]


async def test_what_is_said_and_deleted_is_heard(mastodon, instance, out):
    async with aclosing(listen(instance, out, None)) as pieces:
        await anext(pieces)
        await anext(pieces)  # a sign of life: the line is open
        status = await asyncio.to_thread(mastodon.says, "live stream")
        await asyncio.to_thread(mastodon.deletes, status)
        heard = await hear(pieces, lambda heard: any(piece.gone for piece in heard))

    assert texts(heard) == ["live stream"]
    assert [name for piece in heard for name in piece.gone] == [status["id"]]
    assert [dict(piece.names) for piece in heard if piece.names] == [{status["id"]: status["uri"]}]


async def test_edits_are_heard_garbage_is_passed_over_and_a_closed_line_is_opened_again(web, out):
    def speak(handler):
        handler.send_response(200)
        handler.end_headers()
        for name, data in [
            ("update", '{"id": "1", "uri": "https://x/1", "content": "Kaffe"}'),
            ("update", "{half"), ("update", "7"), ("filters_changed", ""), ("update", "[" * 50_000),
            ("status.update", '{"id": "1", "uri": "https://x/1", "content": "Te", "edited_at": null}'),
        ]:  # fmt: skip
            handler.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        handler.close_connection = True

    web.page("/api/v1/timelines/public", "[]")
    web.play("/api/v1/streaming/public", speak)
    async with aclosing(listen(Instance(out, web.url, token="t"), out, None)) as pieces:
        heard = await hear(pieces, lambda heard: len(texts(heard)) >= 4)

    kinds = [event.kind for piece in heard for event in piece.events]
    assert (texts(heard), kinds) == (["Kaffe", "Te"] * 2, [Kind.POSTED, Kind.EDITED] * 2)


async def test_what_was_said_meanwhile_is_fetched_from_where_we_were(mastodon, instance, out):
    last = await asyncio.to_thread(mastodon.says, "before")
    for number in range(45):
        await asyncio.to_thread(mastodon.says, f"meanwhile {number}")

    place = Place(last["id"], datetime(2026, 11, 23, tzinfo=UTC))
    async with aclosing(listen(instance, out, place)) as pieces:
        heard = await hear(pieces, lambda heard: len(texts(heard)) >= 45)

    assert texts(heard) == [f"meanwhile {number}" for number in range(45)]


async def test_more_than_may_be_asked_for_is_a_known_gap(mastodon, instance, out, monkeypatch):
    monkeypatch.setattr(streaming, "_MOST_PAGES", 1)
    last = await asyncio.to_thread(mastodon.says, "before")
    for number in range(41):
        await asyncio.to_thread(mastodon.says, f"many {number}")

    place = Place(last["id"], datetime(2026, 11, 23, tzinfo=UTC))
    async with aclosing(listen(instance, out, place)) as pieces:
        heard = await hear(pieces, lambda heard: any(piece.missed for piece in heard))

    assert heard[-1].missed.reason == streaming.TOO_LONG


async def test_an_instance_without_a_stream_is_looked_at_now_and_then(web, out, monkeypatch):
    monkeypatch.setattr(streaming, "_WITHOUT_STREAM_S", 0.01)
    web.page("/api/v1/timelines/public", '[{"id": "1", "uri": "https://x/1", "content": "Kaffe"}]')

    async with aclosing(listen(Instance(out, web.url, token="t"), out, None)) as pieces:
        heard = await hear(pieces, lambda heard: len(heard) == 2)

    assert (texts(heard), heard[1].place.id) == (["Kaffe", "Kaffe"], "1")


async def test_a_token_that_is_refused_is_said_so(web, out):
    web.page("/api/v1/streaming/public", status=401)

    with pytest.raises(OutgoingError) as caught:
        await anext(listen(Instance(out, web.url, token="t"), out, None))

    assert caught.value.message == "127.0.0.1 does not let us in (401)."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("wss://evil.example", "https://mastodon.nu"),
        ("wss://streaming.mastodon.nu", "https://streaming.mastodon.nu"),
        ("wss://notmastodon.nu", "https://mastodon.nu"),
        ("ws://streaming.mastodon.nu", "https://mastodon.nu"),
        ("nonsense", "https://mastodon.nu"),
        ("", "https://mastodon.nu"),
    ],
)
async def test_the_token_goes_to_the_instances_own_house_only(out, said, expected, monkeypatch):
    instance = Instance(out, "https://mastodon.nu", token="t")
    answers = {"/api/v2/instance": {"configuration": {"urls": {"streaming": said}}}}
    monkeypatch.setattr(Instance, "_json", lambda _self, path: answers.get(path, {}))

    assert instance.streaming() == expected


async def test_events_are_read_whatever_the_pieces_they_come_in():
    stream = b":thump\n\nevent: update\r\ndata: {1\ndata: 2}\r\n\r\nevent: delete\ndata: 7\n\ndata: half"

    async def pieces(size):
        for at in range(0, len(stream), size):
            yield stream[at : at + size]

    for size in (1, 2, 3, 7, 1000):
        found = [(m.name, m.data) async for m in messages(pieces(size), "x")]
        assert found == [("", ""), ("update", "{1\n2}"), ("delete", "7")]


async def test_a_line_without_end_is_left():
    async def endless():
        while True:
            yield b"x" * 100_000

    with pytest.raises(OutgoingError):
        async for _ in messages(endless(), "x"):
            pass
