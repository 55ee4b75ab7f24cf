"""From a filter to the ids of mentions: the index offers, the percolator has the last word."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lyhord.listening.models import Mention, Monitor
from lyhord.listening.models.posts import POST_COLUMNS, post_of
from lyhord.listening.rules import lowest_id
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors.monitors import Lists, lists_of
from lyhord.listening.selectors.rows import MentionFilter
from lyhord.organisation.models import Workspace
from lyhord.percolator import Percolator, Post, Query, candidates
from lyhord.percolator.candidates import Candidates

COUNTED_TO = 1_000  # a list says how many there are up to here
_NEXT = 250  # candidates looked at together on later pages
_ROUNDS = 10  # how often a page looks on when the index offers much and little of it is right


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIds:
    """Ids, the highest first; where to go on (None at the end); how many there are, up to ``COUNTED_TO``."""

    ids: tuple[int, ...]
    next_before: int | None
    total: int
    is_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter, understood: what to ask the index, and the query that has the last word (None: no words)."""

    filters: tuple[Candidates, ...]
    query: Query | None
    lowest: int
    below: int
    lists: Lists

    def first(self, limit: int) -> FoundIds:
        """The newest, and how many there are. One query, two with words."""
        ids, last = self._look(self.below, limit, COUNTED_TO + 1)
        is_more = len(ids) > COUNTED_TO or last is not None
        shown = tuple(ids[:limit])
        go_on = shown[-1] if len(ids) > limit else last
        return FoundIds(ids=shown, next_before=go_on, total=min(len(ids), COUNTED_TO), is_more=is_more)

    def older(self, before: int, limit: int) -> FoundIds:
        """Those below ``before``; not counted. One query, two with words."""
        ids, last = self._look(min(before, self.below), limit, max(_NEXT, limit + 1))
        shown = tuple(ids[:limit])
        go_on = shown[-1] if len(ids) > limit else last
        return FoundIds(ids=shown, next_before=go_on, total=0, is_more=False)

    def above(self, after: int) -> "Asked":
        """The same, with higher ids than ``after``."""
        return replace(self, lowest=max(self.lowest, after + 1))

    def everything(self) -> Iterator[list[int]]:
        """All of them, some hundreds at a time. One query a time, two with words."""
        for ids in self._pages(self.below, 500):
            yield self._right(ids)

    def _look(self, below: int, limit: int, size: int) -> tuple[list[int], int | None]:
        """Ids that are right, more than ``limit`` if there are; the last candidate, if more may follow."""
        right: list[int] = []
        for number, ids in enumerate(self._pages(below, size), 1):
            right += self._right(ids)
            if len(ids) < size:
                return right, None
            if len(right) > limit or number == _ROUNDS:
                return right, ids[-1]
        return right, None

    def _pages(self, below: int, size: int) -> Iterator[list[int]]:
        words = candidates(self.query) if self.query else None
        return index.pages(self.filters, words, size=size, lowest=self.lowest, below=below)

    def _right(self, ids: list[int]) -> list[int]:
        return ids if self.query is None else matching(self.query, ids)


def asked_for(workspace: Workspace, filters: MentionFilter) -> Asked | None:
    """What a filter asks; None when nothing can be found.

    One query, two when it names a monitor or a function. Raises QueryError.
    """
    lists = lists_of(workspace)
    query = Query.parse(filters.query, lists) if filters.query.strip() else None
    finders = _finders(workspace, filters)
    if finders is not None and not finders:
        return None
    parts: list[Candidates] = [tokens.shown(workspace.pk, muted=filters.muted)]
    parts += [tokens.any_of(map(tokens.found_by, finders))] if finders else []
    parts += [tokens.on_network(filters.network)] if filters.network else []
    parts += [tokens.came_from(filters.source)] if filters.source else []
    parts += [tokens.in_language(filters.lang)] if filters.lang else []
    parts += [tokens.in_state(filters.state)] if filters.state else []
    lowest, below = _days(workspace, filters)
    return Asked(filters=tuple(parts), query=query, lowest=lowest, below=below, lists=lists)


def matching(query: Query, ids: Collection[int]) -> list[int]:
    """Those of the mentions that the query finds, the highest first. One query."""
    posts = posts_of(ids)
    hits = Percolator({"": query}).match([post for _, post in posts])
    return [posts[at][0] for at in hits.posts.tolist()]


def posts_of(ids: Collection[int]) -> list[tuple[int, Post]]:
    """The mentions' posts, the highest id first. One query."""
    rows = Mention.objects.filter(pk__in=ids).order_by("-pk").values_list("pk", *POST_COLUMNS)
    return [(number, post_of(columns)) for number, *columns in rows]


def _finders(workspace: Workspace, filters: MentionFilter) -> list[int] | None:
    """The monitors of which one must have found it; None when it does not matter which."""
    if filters.monitor is None and not filters.function:
        return None
    monitors = Monitor.objects.filter(workspace=workspace).order_by("pk")
    if filters.monitor is not None:
        monitors = monitors.filter(pk=filters.monitor)
    serving = monitors.values_list("pk", "functions")
    return [pk for pk, functions in serving if not filters.function or filters.function in functions]


def _days(workspace: Workspace, filters: MentionFilter) -> tuple[int, int]:
    lowest = lowest_id(_midnight(workspace, filters.from_date)) if filters.from_date else 0
    if filters.to_date is None:
        return lowest, index.NEWEST
    return lowest, lowest_id(_midnight(workspace, filters.to_date + timedelta(days=1)))


def _midnight(workspace: Workspace, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=workspace.zone)
