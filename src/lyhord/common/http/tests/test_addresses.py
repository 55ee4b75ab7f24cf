"""Only public addresses are called, and what the operator allows."""

import pytest
from tests.web import local_web

from lyhord.common.http import AddressFilter, AddressRefused, Outgoing, OutgoingError

NOT_PUBLIC = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.0.0.8",
    "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1",
    "2001:db8::1", "2620:4f:8000::1", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "ff02::1", "100::1", "nonsense",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1",
    "::ffff:8.8.8.8",
]  # fmt: skip
SPELLINGS_OF_LOOPBACK = [
    "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "１２７.0.0.1", "[::1]",
    "[::ffff:127.0.0.1]",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address):
    assert not AddressFilter().permits(address, 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_permitted_on_the_ports_of_the_web_only(address):
    assert [AddressFilter().permits(address, port) for port in (80, 443, 22, 6379)] == [
        True,
        True,
        False,
        False,
    ]


def test_an_allowed_range_is_permitted_on_any_port():
    ours = AddressFilter.of(["10.0.0.0/8", "fd00::/8"])
    asked = ["10.9.9.9", "::ffff:10.9.9.9", "fd00::1", "11.0.0.1", "127.0.0.1"]

    assert ours.permitted(asked, 8080) == asked[:3]


@pytest.mark.parametrize("host", SPELLINGS_OF_LOOPBACK)
def test_loopback_in_any_spelling_is_never_reached(host):
    with local_web() as canary:
        canary.page("/", "secret")
        out = Outgoing(addresses=AddressFilter())

        with pytest.raises(OutgoingError):
            out.fetch(f"http://{host}:{canary.port}/")

        assert canary.asked == []


def test_a_redirect_to_an_address_that_is_not_allowed_ends_there(web, out):
    with local_web("127.0.0.2") as canary:
        canary.page("/", "secret")
        url = web.redirect("/", canary.url + "/")

        with pytest.raises(AddressRefused):
            out.fetch(url)

        assert canary.asked == []


def test_a_name_is_resolved_once_so_that_a_second_answer_cannot_smuggle(monkeypatch, web):
    answers = iter(["127.0.0.1", "10.0.0.1"])
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", (next(answers), port))])

    with pytest.raises(AddressRefused):
        Outgoing(addresses=AddressFilter()).fetch(f"http://rebinding.example:{web.port}/")

    assert (web.asked, next(answers)) == ([], "10.0.0.1")
