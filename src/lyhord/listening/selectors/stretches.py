"""Stored posts, some thousand at a time, the newest first, with just what a query can ask of them.

Read so, a million posts are read and matched in some ten seconds of one processor; as whole rows it took
thrice as long (docs/measured.md#archive).
"""

import json
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Max, Min, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast

from lyhord.listening.models import HeardPost, Mention
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors.counts import of_slot
from lyhord.organisation.models import Workspace
from lyhord.percolator import Percolator, Post
from lyhord.percolator.candidates import Candidates

# The rest of a post nobody can ask for; as text, JSON need not be understood where it is an empty list.
_ASKED = (
    *("pk", "source_id", "text", "title", "author", "lang", "network", "type"),
    *(Cast("links", TextField()), "followers"),
)


@dataclass(slots=True)
class Span:
    """Ids that are gone through from ``top`` down to ``bottom``: all from ``below`` on are done.

    ``rows``: about how many there are.
    """

    top: int
    bottom: int
    below: int
    rows: int

    def part(self) -> float:
        """How much of it is done, 0 to 1."""
        return (self.top - self.below) / max(self.top - self.bottom, 1)


class Stretch(NamedTuple):
    """Posts, and the ids of their rows and sources; highest first.

    ``lowest``: where to go on, None at the end.
    """

    ids: list[int]
    sources: list[int | None]
    posts: list[Post]
    lowest: int | None

    def found(self, percolator: Percolator) -> list[int]:
        """The ids of those that any of the queries finds."""
        return [self.ids[at] for at in self.places(percolator)]

    def places(self, percolator: Percolator) -> list[int]:
        """Which of them any of the queries finds, counted from 0."""
        return sorted(set(percolator.match(self.posts).posts.tolist()))


def spans(workspace: Workspace) -> tuple[Span, Span]:
    """Everything that was heard, and the archive, as they are now; nothing gone through. Three queries."""
    ends = {"top": Max("pk"), "bottom": Min("pk")}
    heard = heard_posts(workspace).aggregate(**ends)
    archive = Mention.objects.filter(workspace=workspace).aggregate(**ends)
    mentions = of_slot(workspace).aggregate(rows=Sum("mentions"))["rows"] or 0
    return _span(heard, (heard["top"] or 0) - (heard["bottom"] or 0)), _span(archive, mentions)


def part_of(*several: Span) -> float:
    """How much of all of them is done, 0 to 1."""
    rows = sum(span.rows for span in several)
    return sum(span.part() * span.rows for span in several) / rows if rows else 0.0


def heard_posts(workspace: Workspace) -> QuerySet[HeardPost]:
    """What came by of late, that the workspace may see."""
    return HeardPost.objects.filter(Q(workspace__isnull=True) | Q(workspace=workspace))


def heard_stretch(workspace: Workspace, *, below: int, size: int) -> Stretch:
    """The next heard posts. One query."""
    return _stretch(heard_posts(workspace).filter(pk__lt=below).order_by("-pk")[:size], size)


def mention_stretch(workspace: Workspace, offered: Candidates, *, below: int, size: int) -> Stretch:
    """The next mentions that the text index offers, muted or not (None: all). At most two queries."""
    rows = Mention.objects.filter(workspace=workspace).there().order_by("-pk")
    if offered is None:
        return _stretch(rows.filter(pk__lt=below)[:size], size)
    either = tokens.any_of([tokens.shown(workspace.pk, muted=muted) for muted in (False, True)])
    ids = index.find([either], offered, limit=size, below=below)
    found = _stretch(rows.filter(pk__in=ids), size)
    return found._replace(lowest=ids[-1] if len(ids) == size else None)


def _span(ends: dict[str, int | None], rows: int) -> Span:
    top = (ends["top"] or 0) + 1
    return Span(top=top, bottom=ends["bottom"] or 0, below=top, rows=rows)


def _stretch(rows: "QuerySet[HeardPost] | QuerySet[Mention]", size: int) -> Stretch:
    told = list(rows.values_list(*_ASKED))
    posts = [
        Post(
            "", text, title, author, "", lang, network, kind, json.loads(links) if links != "[]" else (), many
        )
        for _, _, text, title, author, lang, network, kind, links, many in told
    ]
    ids = [row[0] for row in told]
    return Stretch(ids, [row[1] for row in told], posts, ids[-1] if len(ids) == size else None)
