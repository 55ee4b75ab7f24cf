"""What is ours: the database, the processes' pulse, mail."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lyhord.common.clock import utc_now
from lyhord.config.doctor.finding import Finding, note, well, wrong
from lyhord.config.tongue import _
from lyhord.desk.selectors.health import SILENT_FOR
from lyhord.notices.models import Pulse
from lyhord.notices.services import beat

SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2: FULL


def database() -> Iterator[Finding]:
    """It answers, its tables are up to date, it can be written, and SQLite is opened as it must be."""
    name = _("Database")
    if connection.vendor == "sqlite" and not settings.DATA.is_dir():
        return  # said by ``machine.folder``
    try:
        behind = len(_pending())
    except DatabaseError as error:
        yield wrong(name, _one_line(error), _("Is it running? Does LYHORD_DATABASE_URL name it?"))
        return
    if behind:
        seen = _("{count} changes of the tables are still to be made").format(count=behind)
        yield wrong(name, seen, "lyhord setup")
        return
    try:
        _write()
    except DatabaseError as error:
        yield wrong(name, _one_line(error), _("Is the disk full, or the folder somebody else's?"))
        return
    yield well(name, _("{kind}, can be written").format(kind=connection.display_name))
    if connection.vendor == "sqlite":
        yield from _sqlite(name)


def pulses() -> Iterator[Finding]:
    """When worker and listener were last heard of, and which chores fail."""
    try:
        last = {pulse.process: pulse for pulse in Pulse.objects.all()}
    except DatabaseError:
        return  # said by ``database``
    for process, name in (("worker", _("Worker")), ("listener", _("Listener"))):
        if process in last:
            yield from _pulse(name, last[process], utc_now())
        else:
            yield note(name, _("has never run"), "lyhord up")


def mail() -> Iterator[Finding]:
    """Whether the mail server lets us in. Nothing is sent."""
    if not settings.MAIL_IS_SET_UP:
        yield note(
            _("Mail"),
            _("not set up: links are shown instead of sent"),
            _("Set LYHORD_EMAIL_URL (docs/settings.md)."),
        )
        return
    try:
        with get_connection(timeout=10):
            yield well(_("Mail"), str(getattr(settings, "EMAIL_HOST", "")))
    except OSError as error:  # smtplib's errors are among these
        yield wrong(_("Mail"), _one_line(error), _("Look at LYHORD_EMAIL_URL: host, port, user, password."))


def _pending() -> list[object]:
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _write() -> None:
    """A row that is really committed, and goes again."""
    beat("doctor", now=utc_now())
    Pulse.objects.filter(process="doctor").delete()


def _sqlite(name: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        found = {pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in SQLITE}
    if found != SQLITE:
        yield wrong(
            name,
            _("opened differently: {found}").format(found=found),
            _("Restore config/database.py: a committed row would not survive a power cut."),
        )


def _pulse(name: str, pulse: Pulse, now: datetime) -> Iterator[Finding]:
    age = now - pulse.at
    seen = _("heard of {seconds} s ago").format(seconds=round(age.total_seconds()))
    if age > SILENT_FOR:
        yield wrong(name, seen, _("Start it: lyhord up. If it runs, its log says why it is silent."))
    else:
        yield well(name, seen)
    for chore, how in pulse.note.items():
        if isinstance(how, dict) and how.get("failures"):
            seen = _("“{chore}” failed {count} times: {error}").format(
                chore=chore, count=how["failures"], error=how.get("error", "")
            )
            yield wrong(name, seen, _("Look for it in {log}").format(log=settings.DATA / "log"))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
