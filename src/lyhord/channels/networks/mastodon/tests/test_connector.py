"""Addresses of hashtags, and the ids by which a stream speaks of deletions."""

import asyncio
from contextlib import aclosing

import pytest

from lyhord.channels.contract import Address, ChannelError, Kind
from lyhord.channels.models import Alias, Source
from lyhord.channels.networks.mastodon.connector import Mastodon, instance, normal_address
from lyhord.common.http import ours


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("#Kaffe", "https://mastodon.social/tags/kaffe"),
        ("kaffe@mastodon.nu", "https://mastodon.nu/tags/kaffe"),
        (" https://Mastodon.nu/tags/Kaffe/ ", "https://mastodon.nu/tags/kaffe"),
        ("#räksmörgås", "https://mastodon.social/tags/r%C3%A4ksm%C3%B6rg%C3%A5s"),
        (
            "https://mastodon.nu/tags/r%C3%A4ksm%C3%B6rg%C3%A5s",
            "https://mastodon.nu/tags/r%C3%A4ksm%C3%B6rg%C3%A5s",
        ),
    ],
)
def test_a_hashtag_is_written_one_way(written, kept):
    assert (normal_address(written), normal_address(kept)) == (kept, kept)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "#",
        "#123",
        "two words",
        "https://mastodon.nu/@anna",
        "https://x/tags/a b",
        "ftp://x/tags/a",
        "#a/b",
    ],
)
def test_what_is_no_hashtag_is_refused(written):
    with pytest.raises(ChannelError):
        normal_address(written)


def test_the_token_is_for_our_own_instance(settings):
    settings.NETWORKS = {**settings.NETWORKS, "mastodon": "https://ours.example/", "mastodon_token": "secret"}

    assert [instance(base).token for base in ("https://ours.example", "https://other.example")] == [
        "secret",
        "",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_a_deletion_is_told_by_the_id_that_the_post_has_everywhere(mastodon, settings):
    settings.NETWORKS = {
        **settings.NETWORKS, "allowed": ["127.0.0.1/32"], "mastodon": mastodon.url,
        "mastodon_token": "token-bo",
    }  # fmt: skip
    source = await Source.objects.acreate(
        network="mastodon", address=f"{mastodon.url}/public", is_stream=True
    )
    address = Address(source_id=source.pk, network="mastodon", address=source.address)

    async with aclosing(Mastodon().stream(address, "")) as batches, asyncio.timeout(20):
        await anext(batches)
        await anext(batches)
        status = await asyncio.to_thread(mastodon.says, "soon gone")
        while not (batch := await anext(batches)).events:
            pass
        await asyncio.to_thread(mastodon.deletes, status)
        while not (later := await anext(batches)).events:
            pass

    assert [(e.kind, e.external_id) for e in (*batch.events, *later.events)] == [
        (Kind.POSTED, status["uri"]), (Kind.DELETED, status["uri"]),
    ]  # fmt: skip
    ours.outgoing().close()
    assert await Alias.objects.filter(alias=status["id"]).acount() == 1
