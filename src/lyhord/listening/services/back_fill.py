"""Holding a monitor's query against what was heard before it listened, or before it was worded so."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

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
from lyhord.listening.services.storing import Found, set_hits, store
from lyhord.listening.services.upkeep import kept_up
from lyhord.notices.services import tell_browsers
from lyhord.percolator import Percolator, Post, Query, QueryError, candidates

_CHUNK = 250  # posts a transaction: a click never waits longer than for these
Stage = BackFill.Stage


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


def fill_next(*, now: datetime) -> int:
    """Do one chunk of the back-fill that was asked for first; returns how many posts it looked at: 1 or more.

    0: nothing is left to do. Killed in the middle, it goes on where it was.
    """
    with transaction.atomic():
        rows = BackFill.objects.select_for_update(of=("self",)).filter(finished_at__isnull=True)
        row = rows.select_related("monitor__workspace").order_by("asked_at", "pk").first()
        return _chunk(row, now) if row else 0


def _chunk(row: BackFill, now: datetime) -> int:
    try:
        query = Query.parse(row.monitor.query, lists_of(row.monitor.workspace))
    except QueryError:
        return _finish(row, now)
    if not row.monitor.is_active:
        return _finish(row, now)
    stages: dict[str, Callable[[BackFill, Query], int]] = {Stage.MENTIONS: _mentions, Stage.HEARD: _heard}
    seen = stages[row.stage](row, query)
    row.seen += seen
    if seen == _CHUNK:
        row.save()
        return seen
    if row.stage == Stage.HEARD:
        return _finish(row, now)
    row.stage, row.position = Stage.HEARD, None
    row.save()
    return seen or 1


def _finish(row: BackFill, now: datetime) -> int:
    row.stage, row.finished_at = Stage.DONE, now
    row.save()
    tell_browsers(workspace_id=row.monitor.workspace_id, topic="monitors")
    return 1


def _mentions(row: BackFill, query: Query) -> int:
    """The next mentions that the query may find, or that the monitor has found so far."""
    monitor = row.monitor
    words = candidates(query)
    asked = None if words is None else tokens.any_of([words, tokens.found_by(monitor.pk)])
    everywhere = tokens.any_of([tokens.shown(monitor.workspace_id, muted=m) for m in (False, True)])
    below = index.NEWEST if row.position is None else row.position
    ids = index.find([everywhere], asked, limit=_CHUNK, below=below)
    right = set(matching(query, ids))
    present = set(Hit.objects.filter(monitor=monitor, mention__in=ids).values_list("mention_id", flat=True))
    changed = right ^ present
    with kept_up(changed):
        found = {number: {monitor.pk: monitor.version} if number in right else {} for number in changed}
        set_hits(found, among=[monitor.pk])
    row.found += len(right - present)
    row.dropped += len(present - right)
    _tell(row, len(changed))
    row.position = ids[-1] if ids else row.position
    return len(ids)


def _heard(row: BackFill, query: Query) -> int:
    """The next heard posts; those found become mentions, if they are none yet."""
    workspace = row.monitor.workspace
    posts = HeardPost.objects.filter(Q(workspace__isnull=True) | Q(workspace=workspace)).order_by("-pk")
    if row.position is not None:
        posts = posts.filter(pk__lt=row.position)
    heard = list(posts[:_CHUNK])
    read = _named(heard)
    hits = Percolator({"": query}).match(read)
    found = [(heard[at], read[at]) for at in hits.posts.tolist()]
    new = _as_mentions(row.monitor, _unknown(row.monitor, found))
    with kept_up() as touched:
        touched |= {mention.pk for mention in store(new)}
    row.found += len(new)
    _tell(row, len(new))
    row.position = heard[-1].pk if heard else row.position
    return len(heard)


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
