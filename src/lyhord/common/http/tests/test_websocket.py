"""Lines that stay open are opened through the same filter."""

import pytest
from websockets.asyncio.server import serve

from lyhord.common.http import AddressFilter, AddressRefused, Outgoing, OutgoingError

pytestmark = pytest.mark.asyncio


async def echo(line):
    async for words in line:
        await line.send(words)


async def test_a_line_carries_both_ways(out):
    async with serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]

        async with out.websocket(f"ws://127.0.0.1:{port}/") as line:
            await line.send("kaffe")
            heard = await line.recv()

    assert heard == "kaffe"


async def test_loopback_is_not_called_unless_it_is_allowed():
    async with serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        strict = Outgoing(addresses=AddressFilter())

        with pytest.raises(AddressRefused):
            async with strict.websocket(f"ws://127.0.0.1:{port}/"):
                pass

        assert list(server.connections) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [("/", "127.0.0.1 has nothing at this address (404)."), ("http:", "This is not an address")],
)
async def test_a_server_that_is_no_websocket_is_readable(web, out, path, said):
    url = f"ws://127.0.0.1:{web.port}{path}" if path == "/" else web.url

    with pytest.raises(OutgoingError) as caught:
        async with out.websocket(url):
            pass

    assert caught.value.message.startswith(said)


async def test_nobody_there_is_said_so(out):
    with pytest.raises(OutgoingError) as caught:
        async with out.websocket("ws://127.0.0.1:9/"):
            pass

    assert caught.value.message == "127.0.0.1 cannot be reached."


async def test_an_asynchronous_client_has_the_same_filter(web, out):
    async with out.async_client() as allowed:
        answer = await allowed.get(web.page("/", "kaffe"))
    async with Outgoing(addresses=AddressFilter()).async_client() as strict:
        with pytest.raises(AddressRefused):
            await strict.get(web.url)

    assert (answer.text, len(web.asked)) == ("kaffe", 1)
