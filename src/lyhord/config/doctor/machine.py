"""The machine below us: Python, folder, disk, clock, the way out."""

import os
import shutil
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import perf_counter
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from lyhord.common.clock import utc_now
from lyhord.common.http import Answer, Answered, OutgoingError, fetch
from lyhord.common.sentences import fill
from lyhord.config import environment as given
from lyhord.config import installation
from lyhord.config.doctor.finding import Finding, note, well, wrong
from lyhord.config.refusals import Refused, refuse_unsafe
from lyhord.config.tongue import _, language
from lyhord.desk.selectors.health import LEAST_DISK_BYTES

GIGABYTE = 1024**3
OLDEST_PYTHON, OLDEST_SQLITE = (3, 11), (3, 37)
MOST_DRIFT_S = 30
PATIENCE_S = 8.0


def python() -> Iterator[Finding]:
    """Old enough, and its SQLite can do what we ask of it."""
    seen = f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info < OLDEST_PYTHON or sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield wrong("Python", seen, _("Install Python 3.11 or newer, with SQLite 3.37 or newer."))
    else:
        yield well("Python", seen)


def folder() -> Iterator[Finding]:
    """It is there, ours alone, and can be written."""
    name, path = _("Data folder"), installation.data_folder()
    if not path.is_dir():
        yield wrong(name, _("{path} is not there").format(path=path), "lyhord setup")
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield wrong(name, _("{path} can be read by others").format(path=path), f"chmod 700 {path}")
    elif not _can_be_written(str(path)):
        yield wrong(
            name,
            _("{path} cannot be written").format(path=path),
            _("Run as its owner, or: chown -R {user} {path}").format(user=os.getuid(), path=path),
        )
    else:
        yield well(name, str(path))


def disk() -> Iterator[Finding]:
    """Enough is free."""
    path = installation.data_folder()
    while not path.exists():
        path = path.parent
    free = shutil.disk_usage(path).free
    seen = _("{gigabytes} GB free").format(
        gigabytes=format_decimal(round(free / GIGABYTE, 1), locale=language())
    )
    mend = _("Make room, or move the folder and set LYHORD_DATA.")
    if free < LEAST_DISK_BYTES:
        yield wrong(_("Disk"), seen, mend)
    elif free < 4 * LEAST_DISK_BYTES:
        yield note(_("Disk"), seen, mend)
    else:
        yield well(_("Disk"), seen)


def safety() -> Iterator[Finding]:
    """What start would refuse."""
    if not installation.data_folder().is_dir():
        return
    try:
        refuse_unsafe(host=given.text("LYHORD_HOST"))
    except Refused as refused:
        yield wrong(_("Safety"), str(refused), _("As the sentence says: Lyhörd does not start before."))
    else:
        yield well(_("Safety"), _("secret, hosts and folder are as they should be"))


def network() -> Iterator[Finding]:
    """The way out, and with its help the clock."""
    if not settings.LISTEN:
        yield note(_("Network"), _("LYHORD_LISTEN is no"), _("Unset it to hear the networks again."))
        return
    problem = ""
    for host in _hosts():
        try:
            began = perf_counter()
            answer = fetch(host, deadline_s=PATIENCE_S)
        except Answered:
            continue  # somebody is there, but without the time
        except OutgoingError as error:
            problem = problem or _said(error)
            continue
        yield well(_("Network"), f"{host}, {round((perf_counter() - began) * 1000)} ms")
        yield from clock(answer, utc_now())
        return
    yield wrong(
        _("Network"),
        problem or _("nobody answers as expected"),
        _("Let this machine call https (port 443); see docs/networks.md for the hosts."),
    )


def clock(answer: Answer, now: datetime) -> Iterator[Finding]:
    """Ours against the one that stands in ``answer``; silent when none does."""
    ZoneInfo("Europe/Stockholm")
    with suppress(ValueError, TypeError):
        drift = abs((parsedate_to_datetime(answer.headers["date"]) - now).total_seconds())
        seen = _("{seconds} s from the clock of others").format(seconds=round(drift))
        if drift > MOST_DRIFT_S:
            yield wrong(_("Clock"), seen, _("Set it: timedatectl set-ntp true"))
        else:
            yield well(_("Clock"), seen)


def _hosts() -> list[str]:
    """Whom we call anyway, as pages."""
    streams = [f"http{host.removeprefix('ws')}" for host in given.words("LYHORD_BLUESKY_JETSTREAM")[:2]]
    return [*streams, given.text("LYHORD_MASTODON"), given.text("LYHORD_BLUESKY_APP")]


def _said(error: OutgoingError) -> str:
    """Its sentence, in the language of the person at the terminal."""
    with translation.override(language()):
        return fill(gettext(error.sentence), error.params)


def _can_be_written(path: str) -> bool:
    try:
        with tempfile.NamedTemporaryFile(dir=path, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
