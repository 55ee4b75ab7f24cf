"""Reading the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from lyhord.common.paging import newest_first
from lyhord.organisation.audit_words import sentence
from lyhord.organisation.models import AuditEntry, Workspace


@dataclass(frozen=True)
class AuditFilter:
    """What to show: lines of one account, of one package, from one day to another (both included)."""

    user_id: int | None = None
    package: str = ""
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class AuditLine:
    """A line in words."""

    number: int
    at: datetime
    who: str
    sentence: str
    what: str
    where: str
    details: dict[str, Any]


@dataclass(frozen=True)
class AuditPage:
    """Lines, the newest first, and the number before which the older ones stand."""

    lines: tuple[AuditLine, ...]
    next_before: int | None


def audit_page(
    workspace: Workspace, wanted: AuditFilter, *, before: int | None = None, limit: int = 50
) -> AuditPage:
    """The newest lines with a number below ``before``. One query."""
    stretch = newest_first(_entries(workspace, wanted), before=before, limit=limit, key="number")
    return AuditPage(tuple(_line(entry) for entry in stretch.rows), stretch.next_before)


def audit_rows(workspace: Workspace, wanted: AuditFilter) -> Iterator[AuditLine]:
    """All lines, the oldest first, without holding them all. One query."""
    for entry in _entries(workspace, wanted).order_by("number").iterator(chunk_size=500):
        yield _line(entry)


def audit_people(workspace: Workspace) -> list[tuple[int, str]]:
    """Account and name of everybody who stands in the trail, under their latest name. One query."""
    entries = AuditEntry.objects.filter(workspace=workspace, user_id_was__isnull=False)
    latest = entries.values_list("user_id_was", "who").annotate(last=Max("number")).order_by("last")
    names = {pk: who for pk, who, _last in latest if pk}
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def _entries(workspace: Workspace, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(workspace=workspace)
    if wanted.user_id:
        entries = entries.filter(user_id_was=wanted.user_id)
    if wanted.package:
        entries = entries.filter(what__startswith=f"{wanted.package}.")
    if wanted.from_date:
        entries = entries.filter(at__gte=_midnight(workspace, wanted.from_date))
    if wanted.to_date:
        entries = entries.filter(at__lt=_midnight(workspace, wanted.to_date + timedelta(days=1)))
    return entries


def _midnight(workspace: Workspace, day: date) -> datetime:
    return datetime.combine(day, time(0), workspace.zone)


def _line(entry: AuditEntry) -> AuditLine:
    words = sentence(entry.what, entry.details)
    return AuditLine(entry.number, entry.at, entry.who, words, entry.what, entry.where, entry.details)
