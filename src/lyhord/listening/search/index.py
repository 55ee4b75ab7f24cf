"""The index of the database that is in use."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.db import connection

from lyhord.listening.search import postgres, sqlite
from lyhord.listening.search.tokens import all_of, askable
from lyhord.percolator.candidates import Candidates

NEWEST = 1 << 62  # above every id


def put(rows: Iterable[tuple[int, str]]) -> None:
    """Keep tokens (``tokens.tokens_of``) for mentions, in place of what was kept. One or two statements."""
    _engine().put(rows)


def remove(ids: Iterable[int]) -> None:
    """Take mentions out."""
    _engine().remove(ids)


def sweep() -> None:
    """Take out what is no mention any more. Only a damaged index has any."""
    _engine().sweep()


def find(
    filters: Iterable[Candidates], words: Candidates, *, limit: int, lowest: int = 0, below: int = NEWEST
) -> list[int]:
    """Ids of mentions that all ``filters`` hold for and that ``words`` offers; the newest first. One query.

    At least one filter. What is too large or too deep to ask for is left out: then it offers more.
    """
    return _engine().find(all_of([*filters, askable(words)]), lowest=lowest, below=below, limit=limit)


def pages(
    filters: Iterable[Candidates], words: Candidates, *, size: int, lowest: int = 0, below: int = NEWEST
) -> Iterator[list[int]]:
    """All that ``find`` finds, ``size`` ids at a time. One query a page."""
    filters = tuple(filters)
    while ids := find(filters, words, limit=size, lowest=lowest, below=below):
        yield ids
        if len(ids) < size:
            return
        below = ids[-1]


class _Engine(Protocol):
    def put(self, rows: Iterable[tuple[int, str]]) -> None: ...
    def remove(self, ids: Iterable[int]) -> None: ...
    def sweep(self) -> None: ...
    def find(self, rough: Candidates, *, lowest: int, below: int, limit: int) -> list[int]: ...


def _engine() -> _Engine:
    return sqlite if connection.vendor == "sqlite" else postgres
