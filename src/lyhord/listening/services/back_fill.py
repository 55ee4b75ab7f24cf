"""Holding a monitor's query against what was heard before it listened, or before it was worded so."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from lyhord.channels import authors
from lyhord.channels.models import Source
from lyhord.listening.models import BackFill, HeardPost, Hit, Monitor
from lyhord.listening.models.posts import COLUMNS
from lyhord.listening.rules.fitting import named
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors import known
from lyhord.listening.selectors.desk import mutes_of
from lyhord.listening.selectors.finding import matching
from lyhord.listening.selectors.monitors import lists_of
from lyhord.listening.selectors.stretches import Stretch, heard_posts, heard_stretch, mention_stretch
from lyhord.listening.services.storing import Found, set_hits, store
from lyhord.listening.services.upkeep import kept_up
from lyhord.notices.services import tell_browsers
from lyhord.organisation.audit import record
from lyhord.organisation.requests import Actor
from lyhord.percolator import Percolator, Post, Query, QueryError, candidates
from lyhord.percolator.tree import Field, Followers, Leaf, leaves

_LOOK = 2_000  # posts that are looked at together
_CHUNK = 250  # changes a transaction: a click never waits longer than for these
Stage = BackFill.Stage
_Write = Callable[[BackFill, Query, list[int]], None]


def back_fill(*, monitor: Monitor, now: datetime) -> BackFill:
    """Ask for a monitor to be held against archive and heard posts; a worker does it, in the background.

    One that is under way begins anew, with today's wording.
    """
    fresh = {
        "version": monitor.version,
        "stage": Stage.MENTIONS,
        "position": None,
        "seen": 0,
        "found": 0,
        "dropped": 0,
        "asked_at": now,
    }
    row, _ = BackFill.objects.update_or_create(monitor=monitor, finished_at__isnull=True, defaults=fresh)
    return row


def stop_back_fill(*, monitor: Monitor, by: Actor, now: datetime) -> bool:
    """Look back no further; what was found stays. False when it was not looking back."""
    with transaction.atomic():
        under_way = BackFill.objects.filter(monitor=monitor, finished_at__isnull=True)
        if not under_way.update(stage=Stage.DONE, finished_at=now):
            return False
        record(
            "listening.stop_back_fill", by=by, workspace=monitor.workspace, about=monitor, name=monitor.name
        )
        tell_browsers(workspace_id=monitor.workspace_id, topic="monitors")
    return True


def fill_next(*, now: datetime) -> int:
    """Look at the next posts for the back-fill that was asked for first; returns how many: 1 or more.

    0: nothing is left to do. Killed in the middle, it looks at these again, which does no harm.
    Looking keeps nobody waiting; only what is probably to be changed is looked at again in a transaction.
    """
    rows = BackFill.objects.filter(finished_at__isnull=True).select_related("monitor__workspace")
    row = rows.order_by("asked_at", "pk").first()
    if row is None:
        return 0
    query = _query(row.monitor)
    if query is None:
        _go_on(row, 0, None, Stage.DONE, now)
        return 1
    look, write = (_suspect_mentions, _mentions) if row.stage == Stage.MENTIONS else (_suspect_heard, _heard)
    stretch, suspects = look(row, query)
    for first in range(0, len(suspects), _CHUNK):
        if not _write(row, query, suspects[first : first + _CHUNK], write):
            return len(stretch.ids) or 1
    after = Stage.HEARD if row.stage == Stage.MENTIONS else Stage.DONE
    _go_on(row, len(stretch.ids), stretch.lowest, after, now)
    return len(stretch.ids) or 1


def _query(monitor: Monitor) -> Query | None:
    """What to look for; None when there is nothing any more."""
    if not monitor.is_active:
        return None
    try:
        return Query.parse(monitor.query, lists_of(monitor.workspace))
    except QueryError:
        return None


def _write(row: BackFill, query: Query, ids: list[int], write: _Write) -> bool:
    """Change what is to be changed among these. False when the back-fill was begun anew or stopped."""
    with transaction.atomic():
        current = _locked(row)
        if current:
            write(current, query, ids)
            current.save(update_fields=["found", "dropped"])
        return current is not None


def _go_on(row: BackFill, seen: int, lowest: int | None, after: Stage, now: datetime) -> None:
    """Remember how far we are: down to ``lowest``, or (None) at the stage ``after``."""
    with transaction.atomic():
        current = _locked(row)
        if current is None:
            return
        current.seen += seen
        current.position = lowest
        current.stage = row.stage if lowest else after
        current.finished_at = now if current.stage == Stage.DONE else None
        current.save()
        if current.finished_at:
            tell_browsers(workspace_id=row.monitor.workspace_id, topic="monitors")


def _locked(row: BackFill) -> BackFill | None:
    """The row as we know it; None when it was begun anew or stopped."""
    same = BackFill.objects.select_for_update(of=("self",)).select_related("monitor__workspace")
    return same.filter(pk=row.pk, asked_at=row.asked_at, finished_at__isnull=True).first()


def _suspect_mentions(row: BackFill, query: Query) -> tuple[Stretch, list[int]]:
    """The next mentions, and those that the monitor has found and should not have, or the other way."""
    words = candidates(query)
    asked = None if words is None else tokens.any_of([words, tokens.found_by(row.monitor_id)])
    stretch = mention_stretch(row.monitor.workspace, asked, below=row.position or index.NEWEST, size=_LOOK)
    hits = Hit.objects.filter(monitor=row.monitor_id, mention__in=stretch.ids)
    present = set(hits.values_list("mention_id", flat=True))
    return stretch, sorted(present ^ set(stretch.found(Percolator({"": query}))), reverse=True)


def _suspect_heard(row: BackFill, query: Query) -> tuple[Stretch, list[int]]:
    """The next heard posts, and those that the query finds, or may find once their authors are known."""
    stretch = heard_stretch(row.monitor.workspace, below=row.position or index.NEWEST, size=_LOOK)
    found = set(stretch.found(Percolator({"": query})))
    if any(_asks_author(leaf) for leaf, _ in leaves(query.node)):
        found |= {pk for pk, post in zip(stretch.ids, stretch.posts, strict=True) if not post.author}
    return stretch, sorted(found, reverse=True)


def _asks_author(leaf: Leaf) -> bool:
    return isinstance(leaf, Followers) or (isinstance(leaf, Field) and leaf.name == "author")


def _mentions(row: BackFill, query: Query, ids: list[int]) -> None:
    """Let the monitor have found just those of the mentions that the query finds."""
    monitor = row.monitor
    right = set(matching(query, ids))
    present = set(Hit.objects.filter(monitor=monitor, mention__in=ids).values_list("mention_id", flat=True))
    changed = right ^ present
    with kept_up(changed):
        found = {number: {monitor.pk: monitor.version} if number in right else {} for number in changed}
        set_hits(found, among=[monitor.pk])
    row.found += len(right - present)
    row.dropped += len(present - right)
    _tell(row, len(changed))


def _heard(row: BackFill, query: Query, ids: list[int]) -> None:
    """Make mentions of the heard posts that the query finds, if they are none yet."""
    heard = list(heard_posts(row.monitor.workspace).filter(pk__in=ids).order_by("-pk"))
    read = _named(heard)
    hits = Percolator({"": query}).match(read)
    found = [(heard[at], read[at]) for at in hits.posts.tolist()]
    new = _as_mentions(row.monitor, _unknown(row.monitor, found))
    with kept_up() as touched:
        touched |= {mention.pk for mention in store(new)}
    row.found += len(new)
    _tell(row, len(new))


def _tell(row: BackFill, changed: int) -> None:
    if changed:
        tell_browsers(workspace_id=row.monitor.workspace_id, topic="mentions", count=changed)


def _named(heard: list[HeardPost]) -> list[Post]:
    """The posts, with the handles we have learnt since."""
    by_network: dict[str, set[str]] = {}
    for post in heard:
        if post.author_id and not post.author:
            by_network.setdefault(post.network, set()).add(post.author_id)
    who = {
        (n, one.external_id): one for n, ids in by_network.items() for one in authors.known(n, ids).values()
    }
    read = []
    for post in heard:
        one = who.get((post.network, post.author_id))
        told = post.to_post()
        read.append(named(told, one.handle, one.name, one.followers) if one else told)
    return read


def _unknown(monitor: Monitor, found: list[tuple[HeardPost, Post]]) -> list[tuple[HeardPost, Post]]:
    """Those that the workspace has no mention of, not even a deleted one; each once."""
    by_network: dict[str, set[str]] = {}
    for post, _ in found:
        by_network.setdefault(post.network, set()).add(post.external_id)
    present = {
        (network, mention.external_id)
        for network, ids in by_network.items()
        for mention in known.mentions_known(network, ids, workspace=monitor.workspace_id)
    }
    fresh: dict[tuple[str, str], tuple[HeardPost, Post]] = {}
    for post, told in found:
        names = {post.external_id, known.gone_name(post.network, post.external_id)}
        if not present & {(post.network, name) for name in names}:
            fresh.setdefault((post.network, post.external_id), (post, told))
    return list(fresh.values())


def _as_mentions(monitor: Monitor, found: list[tuple[HeardPost, Post]]) -> list[Found]:
    mutes = mutes_of(monitor.workspace_id)
    sources = set(Source.objects.filter(pk__in={p.source_id for p, _ in found}).values_list("pk", flat=True))
    return [
        Found(
            columns={name: getattr(post, name) for name in COLUMNS}
            | {"author": told.author, "author_name": told.author_name, "followers": told.followers},
            workspace_id=monitor.workspace_id,
            source_id=post.source_id if post.source_id in sources else None,
            monitors={monitor.pk: monitor.version},
            is_muted=mutes.hold(post.network, post.author_id, told),
        )
        for post, told in found
    ]
