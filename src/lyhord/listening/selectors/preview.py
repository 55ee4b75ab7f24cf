"""What a query would have found: tried on the archive, and on everything that came by of late."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Q

from lyhord.channels.models import Source
from lyhord.listening.models import HeardPost, Mention
from lyhord.listening.models.posts import POST_COLUMNS, post_of
from lyhord.listening.rules.marking import pieces
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors.monitors import lists_of
from lyhord.listening.selectors.rows import DayHits, Preview, Sample, SourceHits
from lyhord.organisation.models import Workspace
from lyhord.percolator import Percolator, Post, Query, candidates, explain

SAMPLES = 50
_DAYS = 90  # a chart of hits a day is not longer
_CHUNK = 1_000
Clock = Callable[[], float]


def preview(
    workspace: Workspace, query_text: str, *, seconds: float = 2.0, clock: Clock = time.monotonic
) -> Preview:
    """What ``query_text`` finds in what was heard and in the archive, as far as ``seconds`` reach.

    Raises QueryError. Some queries for each thousand posts; each post counts once, whoever told of it.
    """
    query = Query.parse(query_text, lists_of(workspace))
    search = _Search(workspace, query, stop_at=clock() + seconds, clock=clock)
    search.heard()
    search.archive()
    return search.result()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A post that the query finds."""

    post: Post
    created_at: datetime
    url: str
    source_id: int | None
    is_mention: bool


@dataclass
class _Search:
    """A preview on its way."""

    workspace: Workspace
    query: Query
    stop_at: float
    clock: Clock
    hits: dict[tuple[str, str], _Hit] = field(default_factory=dict)
    seen: int = 0
    archive_hits: int = 0
    searched_from: datetime | None = None
    is_complete: bool = True

    def __post_init__(self) -> None:
        self.percolator = Percolator({"": self.query})

    def heard(self) -> None:
        """Go through the heard posts, the latest first."""
        rows = HeardPost.objects.filter(Q(workspace__isnull=True) | Q(workspace=self.workspace)).order_by(
            "-pk"
        )
        below: int | None = None
        while self._has_time():
            page = rows if below is None else rows.filter(pk__lt=below)
            found = list(page.values_list("pk", "arrived_at", "url", "source_id", *POST_COLUMNS)[:_CHUNK])
            if not found:
                return
            below, self.searched_from = found[-1][:2]
            self.seen += len(found)
            self._match([_Hit(post_of(p), p[-1], url, source, False) for _, _, url, source, *p in found])
            if len(found) < _CHUNK:
                return
        self.is_complete = False

    def archive(self) -> None:
        """Go through the mentions, the newest first."""
        either = tokens.any_of([tokens.shown(self.workspace.pk), tokens.shown(self.workspace.pk, muted=True)])
        for ids in index.pages([either], candidates(self.query), size=_CHUNK):
            if not self._has_time():
                self.is_complete = False
                return
            rows = Mention.objects.filter(pk__in=ids).order_by("-pk")
            found = rows.values_list("url", "source_id", *POST_COLUMNS)
            self._match([_Hit(post_of(p), p[-1], url, source, True) for url, source, *p in found])

    def result(self) -> Preview:
        """What was found."""
        newest = sorted(self.hits.values(), key=lambda hit: hit.created_at, reverse=True)
        names = {s.pk: str(s) for s in Source.objects.filter(pk__in={hit.source_id for hit in newest})}
        return Preview(
            hits=len(newest),
            per_day=tuple(self._days(newest)),
            per_source=tuple(_sources(newest, names)),
            samples=tuple(self._sample(hit, names) for hit in islice(newest, SAMPLES)),
            searched_from=self.searched_from,
            posts_seen=self.seen,
            archive_hits=self.archive_hits,
            complete=self.is_complete,
        )

    def _has_time(self) -> bool:
        return self.clock() < self.stop_at

    def _match(self, offered: list[_Hit]) -> None:
        for at in self.percolator.match([hit.post for hit in offered]).posts.tolist():
            hit = offered[at]
            self.archive_hits += hit.is_mention
            self.hits[hit.post.source, hit.post.id] = hit

    def _days(self, newest: list[_Hit]) -> Iterator[DayHits]:
        counts = Counter(hit.created_at.astimezone(self.workspace.zone).date() for hit in newest)
        if counts:
            last = max(counts)
            first = max(min(counts), last - timedelta(days=_DAYS - 1))
            yield from (DayHits(day=day, hits=counts[day]) for day in _each_day(first, last))

    def _sample(self, hit: _Hit, names: dict[int, str]) -> Sample:
        told = explain(self.query, hit.post)
        return Sample(
            network=hit.post.source,
            source_name=names.get(hit.source_id or 0, ""),
            url=hit.url,
            title=pieces(hit.post.title, told.title_spans),
            text=pieces(hit.post.text, told.spans),
            author=hit.post.author,
            author_name=hit.post.author_name,
            lang=hit.post.lang,
            created_at=hit.created_at,
            is_mention=hit.is_mention,
        )


def _sources(newest: list[_Hit], names: dict[int, str]) -> Iterator[SourceHits]:
    counts = Counter((hit.post.source, names.get(hit.source_id or 0, "")) for hit in newest)
    for (network, name), number in counts.most_common():
        yield SourceHits(network=network, name=name, hits=number)


def _each_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
