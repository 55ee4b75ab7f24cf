"""The one-time code that lets a fresh installation be started from elsewhere than its own machine.

``lyhord up`` prints it when it listens off loopback; the founding page asks for it. It lies in the data
folder, readable by its owner only, until the first account has been made.
"""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another


def setup_code() -> str:
    """The code; made when there is none. XXXX-XXXX-XXXX."""
    path = _file()
    if not path.exists():
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(code)
    return path.read_text().strip()


def is_setup_code(given: str) -> bool:
    """Whether somebody who types this has read the code. Takes the same time for every wrong answer."""
    if not _file().exists():
        return False
    plain = given.strip().upper().replace(" ", "-")
    return hmac.compare_digest(plain.encode(), setup_code().encode())


def forget_setup_code() -> None:
    """The first account has been made: the code opens nothing any more."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.DATA) / "setup-code"
