"""Mentions as rows of a table, for a spreadsheet."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lyhord.listening.rules.marking import plain_cell
from lyhord.listening.selectors.finding import asked_for
from lyhord.listening.selectors.mentions import rows_of
from lyhord.listening.selectors.rows import MentionFilter, MentionRow
from lyhord.organisation.models import Workspace


def export(workspace: Workspace, filters: MentionFilter) -> Iterator[tuple[str, ...]]:
    """The heading, then a row for each mention, newest first; times are those of the active time zone.

    No cell is taken for a formula. Constant memory; some six queries for each 500 rows. Raises QueryError at
    once, not at the first row.
    """
    asked = asked_for(workspace, filters)
    pages = asked.everything() if asked else iter(())
    return _cells(workspace, pages)


def _cells(workspace: Workspace, pages: Iterator[list[int]]) -> Iterator[tuple[str, ...]]:
    yield _heading()
    for ids in pages:
        for row in rows_of(workspace, ids):
            yield tuple(map(plain_cell, _row(row)))


def _heading() -> tuple[str, ...]:
    return (
        _("Published"),
        _("Arrived"),
        _("Network"),
        _("Source"),
        _("Type"),
        _("Language"),
        _("Author"),
        _("Handle"),
        _("Followers"),
        _("Title"),
        _("Text"),
        _("Link"),
        _("State"),
        _("Monitors"),
    )


def _row(row: MentionRow) -> tuple[str, ...]:
    return (
        _moment(row.created_at),
        _moment(row.arrived_at),
        row.network,
        row.source_name,
        row.type,
        row.lang,
        row.author_name,
        row.author,
        "" if row.followers is None else str(row.followers),
        "".join(piece.text for piece in row.title),
        "".join(piece.text for piece in row.text),
        row.url,
        str(row.state.label),
        ", ".join(tag.name for tag in row.monitors),
    )


def _moment(value: datetime) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
