"""What a query would have found: tried on everything that came by of late, and on the archive."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lyhord.channels.models import Source
from lyhord.listening.models import HeardPost, Mention
from lyhord.listening.models.posts import POST_COLUMNS, post_of
from lyhord.listening.rules.ids import SEQUENCE_BITS
from lyhord.listening.rules.marking import pieces
from lyhord.listening.selectors.known import post_key
from lyhord.listening.selectors.monitors import lists_of
from lyhord.listening.selectors.rows import DayHits, Preview, Sample, SourceHits
from lyhord.listening.selectors.stretches import heard_stretch, mention_stretch, spans
from lyhord.listening.selectors.trial import Trial, opened, sealed
from lyhord.organisation.models import Workspace
from lyhord.percolator import Percolator, Query, candidates, explain

_DAYS = 90  # a chart of hits a day is not longer
_SIZE = 4_000  # posts between two looks at the clock
_MEANWHILE = 10  # samples that are shown before all was looked at
Clock = Callable[[], float]


def preview(
    workspace: Workspace,
    query_text: str,
    *,
    seconds: float = 2.0,
    after: str = "",
    clock: Clock = time.monotonic,
) -> Preview:
    """What ``query_text`` finds in what was heard and in the archive, as far as ``seconds`` reach.

    ``after``: the ``go_on`` of an earlier preview of the same query, to go on from there; anything else
    begins anew. Raises QueryError. A handful of queries for each 4,000 posts; each post counts once.
    """
    query = Query.parse(query_text, lists_of(workspace))
    about = (workspace.pk, query)
    trial = opened(after, *about) or Trial(*spans(workspace))
    search = _Search(workspace, query, trial)
    stop_at = clock() + seconds
    while trial.stage != "done" and clock() < stop_at:
        search.go_on()
    return search.result("" if trial.stage == "done" else sealed(trial, *about))


@dataclass
class _Search:
    """A trial, and what it is of."""

    workspace: Workspace
    query: Query
    trial: Trial

    def __post_init__(self) -> None:
        self.percolator = Percolator({"": self.query})

    def go_on(self) -> None:
        """Look at some thousand posts more."""
        if self.trial.stage == "heard":
            self._heard()
        else:
            self._archive()

    def _heard(self) -> None:
        trial = self.trial
        found = heard_stretch(self.workspace, below=trial.heard.below, size=_SIZE)
        trial.seen += len(found.ids)
        if found.ids:
            ends = HeardPost.objects.filter(pk__in=(found.ids[0], found.ids[-1]))
            arrived = [at.timestamp() for at in ends.values_list("arrived_at", flat=True)]
            trial.heard_from = min(arrived, default=trial.heard_from)
            trial.heard_to = max([trial.heard_to, *arrived])
        hits = found.found(self.percolator)
        trial.heard_hits += len(hits)
        trial.heard.below = found.ids[-1] if found.ids else trial.heard.bottom
        self._count(list(self._only_heard(hits)), is_mention=False)
        if found.lowest is None:
            trial.stage = "archive"

    def _archive(self) -> None:
        trial = self.trial
        found = mention_stretch(self.workspace, candidates(self.query), below=trial.archive.below, size=_SIZE)
        hits = [
            (found.ids[at], found.ids[at] >> SEQUENCE_BITS, found.posts[at].source, found.sources[at])
            for at in found.places(self.percolator)
        ]
        trial.archive_hits += len(hits)
        self._count(hits, is_mention=True)
        trial.archive.below = found.lowest or trial.archive.bottom
        if found.lowest is None:
            trial.stage = "done"

    def _count(self, hits: list[tuple[int, int, str, int | None]], *, is_mention: bool) -> None:
        """Hits: row's id, second, network, source."""
        trial, zone = self.trial, self.workspace.zone
        trial.hits += len(hits)
        days = Counter[int]()
        for quarter, number in Counter(second // 900 for _, second, _, _ in hits).items():
            days[datetime.fromtimestamp(quarter * 900, zone).date().toordinal()] += number
        trial.count(days, Counter(f"{network} {source or 0}" for _, _, network, source in hits))
        trial.keep([(second, is_mention, pk) for pk, second, _, _ in hits])

    def _only_heard(self, ids: Collection[int]) -> Iterator[tuple[int, int, str, int | None]]:
        """Those that no mention stands for, each once. Up to three queries, and one for each network."""
        rows = list(
            HeardPost.objects.filter(pk__in=ids).values_list(
                "pk", "created_at", "network", "source_id", "external_id", "workspace_id"
            )
        )
        known = self._mentions({(network, name) for _, _, network, _, name, _ in rows})
        shared = _shared({(network, name) for _, _, network, _, name, own in rows if own})
        for pk, at, network, source, name, own in rows:
            if (network, name) not in known and not (own and (network, name) in shared):
                yield pk, int(at.timestamp()), network, source

    def _mentions(self, names: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        there = Mention.objects.filter(workspace=self.workspace).there()
        return {
            (network, name)
            for network in {network for network, _ in names}
            for name in there.filter(
                network=network, external_id__in=[name for of, name in names if of == network]
            ).values_list("external_id", flat=True)
        }

    def result(self, go_on: str) -> Preview:
        """What was found so far."""
        trial = self.trial
        names = {
            s.pk: str(s) for s in Source.objects.filter(pk__in={_source(key)[1] for key in trial.sources})
        }
        since = trial.heard_from
        return Preview(
            hits=trial.hits,
            per_day=tuple(_days(trial.days)),
            per_source=tuple(_sources(trial.sources, names)),
            samples=tuple(self._samples(names)),
            searched_from=None if since is None else datetime.fromtimestamp(since, UTC),
            posts_seen=trial.seen,
            archive_hits=trial.archive_hits,
            complete=trial.stage == "done",
            part=trial.part(),
            go_on=go_on,
            heard_hits=trial.heard_hits,
            heard_for=timedelta(seconds=trial.heard_to - (since or trial.heard_to)),
        )

    def _samples(self, names: dict[int, str]) -> Iterator[Sample]:
        columns = ("pk", "url", "source_id", *POST_COLUMNS)
        newest = self.trial.newest[: None if self.trial.stage == "done" else _MEANWHILE]
        rows: dict[tuple[bool, int], tuple[Any, ...]] = {}
        for is_mention, table in ((False, HeardPost.objects), (True, Mention.objects)):
            ids = [pk for _, kind, pk in newest if kind is is_mention]
            told = table.filter(pk__in=ids).values_list(*columns) if ids else ()
            rows |= {(is_mention, row[0]): row[1:] for row in told}
        for _, is_mention, pk in newest:
            if row := rows.get((is_mention, pk)):  # it may be gone by now
                yield self._sample(row, names, is_mention=is_mention)

    def _sample(self, row: tuple[Any, ...], names: dict[int, str], *, is_mention: bool) -> Sample:
        url, source, *told = row
        post = post_of(told)
        why = explain(self.query, post)
        return Sample(
            network=post.source,
            source_name=names.get(source or 0, ""),
            url=str(url),
            title=pieces(post.title, why.title_spans),
            text=pieces(post.text, why.spans),
            author=post.author,
            author_name=post.author_name,
            lang=post.lang,
            created_at=told[-1],
            is_mention=is_mention,
        )


def _shared(names: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those that a stream has told everybody of."""
    keys = {post_key(network, name, None): (network, name) for network, name in names}
    there = HeardPost.objects.filter(key__in=keys).values_list("key", flat=True) if keys else ()
    return {keys[key] for key in there}


def _days(counts: dict[int, int]) -> Iterator[DayHits]:
    if counts:
        last = date.fromordinal(max(counts))
        first = max(date.fromordinal(min(counts)), last - timedelta(days=_DAYS - 1))
        for at in range(first.toordinal(), last.toordinal() + 1):
            yield DayHits(day=date.fromordinal(at), hits=counts.get(at, 0))


def _source(key: str) -> tuple[str, int]:
    network, _, number = key.rpartition(" ")
    return network, int(number)


def _sources(counts: dict[str, int], names: dict[int, str]) -> Iterator[SourceHits]:
    for key, number in Counter(counts).most_common():
        network, source = _source(key)
        yield SourceHits(network=network, name=names.get(source, ""), hits=number)
