"""When Lyhörd does not start."""

import os
import string

import pytest

from lyhord.config.commands import main
from lyhord.config.installation import serves_only_this_machine
from lyhord.config.ready import make_folder
from lyhord.config.refusals import Refused, refuse_unsafe

LONG = string.ascii_letters  # the same in every process that collects the tests


@pytest.fixture
def installation(monkeypatch, tmp_path):
    """A safe installation, to be spoilt by a test."""
    for name in ("LYHORD_DEBUG", "LYHORD_HOSTS", "LYHORD_URL", "LYHORD_SECRET_KEY", "LYHORD_TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LYHORD_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    before = os.umask(0o077)
    make_folder()
    yield tmp_path / "var"
    os.umask(before)


def test_a_fresh_folder_is_ours_alone_and_holds_a_secret_nobody_knows(installation):
    secret = installation / "secret.key"

    assert (oct(installation.stat().st_mode)[-3:], oct(secret.stat().st_mode)[-3:]) == ("700", "600")
    assert len(secret.read_text()) > 80


def test_making_ready_again_keeps_the_secret(installation):
    before = (installation / "secret.key").read_text()

    make_folder()

    assert (installation / "secret.key").read_text() == before


def test_a_safe_installation_is_not_refused(installation):
    refuse_unsafe(host="0.0.0.0")


@pytest.mark.parametrize(
    ("name", "value", "host"),
    [
        ("LYHORD_DEBUG", "yes", "0.0.0.0"),
        ("LYHORD_DEBUG", "1", "192.168.1.5"),
        ("LYHORD_HOSTS", "*", "127.0.0.1"),
        ("LYHORD_HOSTS", "a.example,.", "127.0.0.1"),
        ("LYHORD_SECRET_KEY", "short", "127.0.0.1"),
        ("LYHORD_SECRET_KEY", "a" * 60, "127.0.0.1"),
        ("LYHORD_SECRET_KEY", "django-insecure-" + LONG, "127.0.0.1"),
        ("LYHORD_SECRET_KEY", "changeme-" + LONG, "127.0.0.1"),
    ],
)
def test_an_unsafe_setting_is_refused(installation, monkeypatch, name, value, host):
    monkeypatch.setenv(name, value)

    with pytest.raises(Refused):
        refuse_unsafe(host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.5.5.5"])
def test_debug_is_allowed_on_this_machine_alone(installation, monkeypatch, host):
    monkeypatch.setenv("LYHORD_DEBUG", "yes")

    refuse_unsafe(host=host)


@pytest.mark.parametrize(("name", "mode"), [("", 0o755), ("", 0o701), ("secret.key", 0o604)])
def test_what_everyone_may_read_is_refused(installation, name, mode):
    (installation / name).chmod(mode)

    with pytest.raises(Refused, match="chmod o-rwx"):
        refuse_unsafe(host="127.0.0.1")


@pytest.mark.parametrize("word", ["up", "web", "work", "listen", "setup"])
def test_the_command_ends_with_2_and_a_sentence(installation, monkeypatch, capsys, word):
    monkeypatch.setenv("LYHORD_HOSTS", "*")

    status = main([word])

    assert (status, capsys.readouterr().err) == (
        2,
        "LYHORD_HOSTS must name the hosts: with * anyone can forge the links in our mail.\n",
    )


def test_a_folder_that_cannot_be_made_is_said(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LYHORD_DATA", str(tmp_path / "file/var"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    status = main(["setup"])

    assert (status, capsys.readouterr().err) == (
        2,
        f"The data folder {tmp_path}/file/var cannot be written: Not a directory. "
        "Choose another with LYHORD_DATA.\n",
    )


@pytest.mark.parametrize(
    ("bound", "more", "alone"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("", {}, False),
        ("0.0.0.0", {}, False),
        ("192.168.1.5", {}, False),
        ("127.0.0.1", {"LYHORD_URL": "https://listen.example"}, False),
        ("127.0.0.1", {"LYHORD_TRUSTED_PROXIES": "1"}, False),
    ],
)
def test_known_passwords_work_only_where_nobody_else_can_come(installation, monkeypatch, bound, more, alone):
    for name, value in {"LYHORD_BOUND_TO": bound, **more}.items():
        monkeypatch.setenv(name, value)

    assert serves_only_this_machine() is alone
