"""The index in SQLite: an FTS5 table that keeps its own tokens.

``detail=none`` and ``columnsize=0`` hold it small; tokens are split before, so the tokenizer only cuts at
spaces. It keeps its content (FTS5 of SQLite 3.40 cannot delete without it), so a row can always be taken out
again, even if words are cut in another way one day. A trigger takes out what is deleted by whatever way.
"""

from collections.abc import Iterable

from django.db import connection

from lyhord.listening.search.tokens import safe
from lyhord.percolator.candidates import AllOf, AnyOf, Candidates, Prefix, Token

CREATE = (
    """CREATE VIRTUAL TABLE listening_index USING fts5(
        tokens, detail=none, columnsize=0, tokenize="ascii tokenchars '#@:._-'")""",
    """CREATE TRIGGER listening_index_follows AFTER DELETE ON listening_mention BEGIN
        DELETE FROM listening_index WHERE rowid = old.id; END""",
)
DROP = ("DROP TRIGGER listening_index_follows", "DROP TABLE listening_index")


def put(rows: Iterable[tuple[int, str]]) -> None:
    """Keep these tokens (with spaces between) for these mentions, in place of what was kept."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO listening_index (rowid, tokens) VALUES (%s, %s)", list(rows)
        )


def remove(ids: Iterable[int]) -> None:
    """Take mentions out."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM listening_index WHERE rowid = %s", [(number,) for number in ids])


def sweep() -> None:
    """Take out what is no mention any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM listening_index WHERE rowid NOT IN"
            " (SELECT id FROM listening_mention WHERE deleted_at IS NULL)"
        )


def find(rough: Candidates, *, lowest: int, below: int, limit: int) -> list[int]:
    """Ids from ``lowest`` up to, not including, ``below``; the highest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM listening_index WHERE listening_index MATCH %s AND rowid >= %s AND rowid < %s"
            " ORDER BY rowid DESC LIMIT %s",
            [written(rough), lowest, below, limit],
        )
        return [number for (number,) in cursor.fetchall()]


def written(rough: Candidates) -> str:
    """The question in FTS5's language."""
    match rough:
        case Token(text=text):
            return f'"{safe(text)}"'
        case Prefix(text=text):
            return f'"{safe(text)}" *'
        case AllOf(parts=parts):
            return "(" + " AND ".join(map(written, parts)) + ")"
        case AnyOf(parts=parts):
            return "(" + " OR ".join(map(written, parts)) + ")"
        case None:
            raise ValueError("The index cannot be asked for everything.")
