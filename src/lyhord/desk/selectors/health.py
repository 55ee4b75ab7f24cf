"""Is the installation well? For probes, for the head's page, for nobody's secrets."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from lyhord.channels.models import Source
from lyhord.notices.models import Pulse

SILENT_FOR = timedelta(minutes=2)
LEAST_DISK_BYTES = 500 * 1024 * 1024


class Part(TextChoices):
    """What can be well or not."""

    DATABASE = "database"
    WORKER = "worker"
    LISTENER = "listener"
    SOURCES = "sources"
    DISK = "disk"


@dataclass(frozen=True)
class Check:
    """One part, whether it is well, and a sentence in the reader's language when it is not."""

    part: Part
    is_well: bool
    says: str = ""


def checks(now: datetime) -> tuple[Check, ...]:
    """Every part, in the same order. At most four queries; a dead database is an answer, not an error."""
    if not _database_answers():
        return (Check(Part.DATABASE, False, _("The database does not answer.")), _disk())
    return (
        Check(Part.DATABASE, True),
        _process(Part.WORKER, _("The worker is silent: chores stand still."), now),
        _process(Part.LISTENER, _("The listener is silent: nothing new is heard."), now),
        _sources(),
        _disk(),
    )


def troubles(now: datetime) -> tuple[Check, ...]:
    """Only what is not well."""
    return tuple(check for check in checks(now) if not check.is_well)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def _process(part: Part, silent: str, now: datetime) -> Check:
    if part == Part.LISTENER and not settings.LISTEN:
        return Check(part, True)
    is_well = Pulse.objects.filter(process=part.value, at__gte=now - SILENT_FOR).exists()
    return Check(part, is_well, "" if is_well else silent)


def _sources() -> Check:
    """Shared streams only: a workspace's broken feed is the workspace's own trouble, shown on its page."""
    streams = Source.objects.listening().filter(is_stream=True, workspace__isnull=True, failures__gte=3)
    broken = streams.exists()
    return Check(Part.SOURCES, not broken, _("A public stream does not answer.") if broken else "")


def _disk() -> Check:
    is_well = shutil.disk_usage(settings.DATA).free >= LEAST_DISK_BYTES
    return Check(Part.DISK, is_well, "" if is_well else _("The disk is almost full."))
