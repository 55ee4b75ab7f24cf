"""Questions about what we listen for."""

from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from django.db.models import Q

from lyhord.listening.models import BackFill, Mention, Monitor, MonitorVersion, WordList
from lyhord.listening.models.monitors import MonitorQuerySet
from lyhord.listening.rules import State
from lyhord.listening.selectors.counts import days_by_monitor, mentions_per_day
from lyhord.listening.selectors.rows import (
    BackFillProgress,
    DiffPiece,
    MonitorDetail,
    MonitorRow,
    VersionRow,
    WordListRow,
)
from lyhord.listening.selectors.stretches import part_of, spans
from lyhord.organisation.models import Workspace
from lyhord.percolator import Query, QueryError
from lyhord.percolator.lexer import Sign, lexemes

Lists = dict[str, list[str]]


def monitor(workspace: Workspace, monitor_id: int) -> Monitor | None:
    """The workspace's monitor, listening or stopped. One query."""
    return Monitor.objects.filter(workspace=workspace, pk=monitor_id).select_related("workspace").first()


def monitor_list(
    workspace: Workspace,
    *,
    now: datetime,
    stopped: bool = False,
    after: int | None = None,
    limit: int | None = None,
) -> tuple[MonitorRow, ...]:
    """Monitors that listen (or those that are ``stopped``), in the department's order. Two queries.

    ``after``: those behind this one (one query more); ``limit``: at most so many.
    """
    monitors = Monitor.objects.filter(workspace=workspace, stopped_at__isnull=not stopped)
    rows = list(_behind(monitors, after).select_related("goal").order_by("place", "name", "pk")[:limit])
    days = days_by_monitor(workspace, [each.pk for each in rows], now=now, days=7)
    return tuple(_row(each, days.get(each.pk, (0,) * 7)) for each in rows)


def _behind(monitors: MonitorQuerySet, after: int | None) -> MonitorQuerySet:
    last = monitors.filter(pk=after).first() if after is not None else None
    if last is None:
        return monitors
    later_name = Q(place=last.place, name__gt=last.name)
    return monitors.filter(
        Q(place__gt=last.place) | later_name | Q(place=last.place, name=last.name, pk__gt=last.pk)
    )


def monitor_detail(workspace: Workspace, monitor_id: int, *, now: datetime) -> MonitorDetail | None:
    """Everything about one monitor; None when the workspace has none such.

    Four queries; three more while it looks back.
    """
    monitors = Monitor.objects.filter(workspace=workspace, pk=monitor_id)
    found = monitors.select_related("goal", "created_by").first()
    if found is None:
        return None
    days = mentions_per_day(workspace, now=now, monitor=monitor_id, days=30)
    unread = Mention.objects.of(workspace).counted().filter(hits__monitor=found, state=State.NEW).count()
    return MonitorDetail(
        row=_row(found, tuple(day.hits for day in days[-7:])),
        days=days,
        unread=unread,
        created_by=str(found.created_by or ""),
        back_fill=_progress(_last_back_fill(found)),
    )


def back_fill_progress(monitor: Monitor) -> BackFillProgress | None:
    """How far the look at what was heard before has come; None before the first. Up to four queries."""
    return _progress(_last_back_fill(monitor))


def versions(workspace: Workspace, monitor_id: int) -> tuple[VersionRow, ...] | None:
    """Every wording of a monitor, the newest first, each with what differs from the one before. One query."""
    rows = MonitorVersion.objects.filter(monitor=monitor_id, monitor__workspace=workspace)
    newest_first = list(rows.order_by("-number"))
    if not newest_first:
        return None
    before = [row.query for row in newest_first[1:]] + [""]
    return tuple(
        VersionRow(
            number=row.number,
            query=row.query,
            author=row.author_name,
            note=row.note,
            at=row.at,
            is_current=row is newest_first[0],
            diff=diff(old, row.query),
        )
        for row, old in zip(newest_first, before, strict=True)
    )


def diff(old: str, new: str) -> tuple[DiffPiece, ...]:
    """How ``new`` differs from ``old``, sign by sign. Without the removed pieces it is ``new``."""
    before, after = _signs(old), _signs(new)
    found: list[DiffPiece] = []
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(DiffPiece(kind="same", text="".join(after[k:n])))
            continue
        found += [DiffPiece(kind="removed", text="".join(before[i:j]))] if i < j else []
        found += [DiffPiece(kind="added", text="".join(after[k:n]))] if k < n else []
    return tuple(found)


def lists_of(workspace: Workspace) -> Lists:
    """The workspace's named lists, as ``Query.parse`` wants them. One query."""
    return dict(WordList.objects.filter(workspace=workspace).values_list("name", "entries"))


def word_lists(workspace: Workspace) -> tuple[WordListRow, ...]:
    """The named lists and who uses them. Two queries."""
    lists = WordList.objects.filter(workspace=workspace).order_by("name")
    users = monitors_by_list(workspace, {each.name: each.entries for each in lists})
    return tuple(
        WordListRow(
            id=each.pk,
            name=each.name,
            entries=tuple(each.entries),
            monitors=tuple(sorted(user.name for user in users.get(each.name, []))),
            changed_at=each.changed_at,
        )
        for each in lists
    )


def monitors_by_list(workspace: Workspace, lists: Lists) -> dict[str, list[Monitor]]:
    """The active monitors that use each list; ``lists`` as they are now. One query."""
    users: dict[str, list[Monitor]] = {}
    for each in Monitor.objects.active().filter(workspace=workspace, query__icontains="list"):
        for name in _used(each.query, lists):
            users.setdefault(name, []).append(each)
    return users


def _used(query: str, lists: Lists) -> frozenset[str]:
    try:
        return Query.parse(query, lists).lists
    except QueryError:
        return frozenset()


def _signs(query: str) -> list[str]:
    """The query cut into its signs and the blanks between them; joined it is the query."""
    try:
        places = [sign.position for sign in lexemes(query) if sign.sign is not Sign.END]
        ends = [sign.end for sign in lexemes(query) if sign.sign is not Sign.END]
    except QueryError:
        return [query]
    cuts = sorted({0, *places, *ends, len(query)})
    return [query[a:b] for a, b in pairwise(cuts)]


def _row(found: Monitor, days: tuple[int, ...]) -> MonitorRow:
    return MonitorRow(
        id=found.pk,
        name=found.name,
        query=found.query,
        purpose=found.purpose,
        colour=found.colour,
        functions=tuple(found.functions),
        goal_id=found.goal_id,
        goal_name=found.goal.name if found.goal else "",
        basis=found.basis,
        balancing_note=found.balancing_note,
        is_active=found.is_active,
        created_at=found.created_at,
        changed_at=found.changed_at,
        stopped_at=found.stopped_at,
        version=found.version,
        hits_7_days=sum(days),
        days=days,
    )


def _last_back_fill(monitor: Monitor) -> BackFill | None:
    rows = BackFill.objects.filter(monitor=monitor).select_related("monitor__workspace")
    return rows.order_by("-pk").first()


def _progress(row: BackFill | None) -> BackFillProgress | None:
    if row is None:
        return None
    return BackFillProgress(
        stage=row.stage,
        seen=row.seen,
        found=row.found,
        dropped=row.dropped,
        is_done=row.finished_at is not None,
        part=1.0 if row.finished_at else _part(row),
    )


def _part(row: BackFill) -> float:
    heard, archive = spans(row.monitor.workspace)
    if row.stage == BackFill.Stage.MENTIONS:
        archive.below = min(row.position or archive.top, archive.top)
    else:
        archive.below = archive.bottom
        heard.below = min(row.position or heard.top, heard.top)
    return part_of(archive, heard)
