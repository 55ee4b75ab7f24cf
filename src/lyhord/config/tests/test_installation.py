"""Folder and address of an installation."""

from pathlib import Path

import pytest

from lyhord.config import installation

GIVEN = ("LYHORD_DATA", "LYHORD_HOST", "LYHORD_PORT", "LYHORD_URL", "LYHORD_HOSTS", "XDG_DATA_HOME")


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)


def test_a_checkout_keeps_its_data_in_var():
    assert installation.data_folder() == installation.CHECKOUT / "var"


def test_an_installed_lyhord_keeps_its_data_in_the_persons_folder(monkeypatch):
    monkeypatch.setattr(installation, "CHECKOUT", None)

    assert installation.data_folder() == Path.home() / ".local/share/lyhord"


def test_another_folder_may_be_named(monkeypatch):
    monkeypatch.setenv("LYHORD_DATA", "~/listening")

    assert installation.data_folder() == Path.home() / "listening"


@pytest.mark.parametrize(
    ("given", "url", "hosts"),
    [
        ({}, "http://127.0.0.1:8000", []),
        ({"LYHORD_PORT": "8001"}, "http://127.0.0.1:8001", []),
        ({"LYHORD_HOST": "192.168.1.5"}, "http://192.168.1.5:8000", ["192.168.1.5"]),
        ({"LYHORD_HOST": "::1"}, "http://[::1]:8000", []),
        ({"LYHORD_HOST": "0.0.0.0"}, "http://0.0.0.0:8000", []),
        ({"LYHORD_URL": "https://a.example/"}, "https://a.example", ["a.example"]),
    ],
)
def test_the_address_people_type(monkeypatch, given, url, hosts):
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert installation.site_url() == url
    assert installation.hosts() == ["127.0.0.1", "localhost", "[::1]", *hosts]
