"""The settings of a real installation: nothing that ``check --deploy`` would warn of."""

import os
import secrets
import subprocess
import sys

import pytest

from lyhord.config.installation import PACKAGE


@pytest.fixture
def behind_a_proxy(tmp_path):
    """The environment of an installation that the world reaches by https."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LYHORD_", "DJANGO_"))}
    return keep | {
        "LYHORD_DATA": str(tmp_path / "var"),
        "LYHORD_URL": "https://listen.example",
        "LYHORD_TRUSTED_PROXIES": "1",
        "LYHORD_SECRET_KEY": secrets.token_urlsafe(64),
        "PYTHONPATH": str(PACKAGE.parent),
    }


def test_djangos_own_examination_finds_nothing(behind_a_proxy):
    command = [sys.executable, "-P", "-m", "lyhord", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(command, env=behind_a_proxy, capture_output=True, text=True)

    assert (done.returncode, done.stderr, done.stdout) == (
        0,
        "",
        "System check identified no issues (2 silenced).\n",
    )


def test_sessions_begun_over_https_stay_there(behind_a_proxy):
    names = "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", "SECURE_SSL_REDIRECT", "BOUND_TO_LOOPBACK"
    ask = f"import lyhord.config.settings as s; print(*(getattr(s, name) for name in {names}))"

    done = subprocess.run(
        [sys.executable, "-P", "-c", ask], env=behind_a_proxy, capture_output=True, text=True
    )

    assert done.stdout == "True __Host-session True False\n"
