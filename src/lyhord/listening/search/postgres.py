"""The index in PostgreSQL: a ``tsvector`` of our own tokens beside the mention, under a GIN index.

A ``tsvector`` and not ``text[]``, because it also finds what begins so. No dictionary is involved: the
vector is made of an array, the question is cast as it stands.
"""

from collections.abc import Iterable

from django.db import connection

from lyhord.listening.search.tokens import safe
from lyhord.percolator.candidates import AllOf, AnyOf, Candidates, Prefix, Token

CREATE = (
    "ALTER TABLE listening_mention ADD COLUMN tokens tsvector",
    "CREATE INDEX listening_index ON listening_mention USING gin (tokens)",
)
DROP = ("ALTER TABLE listening_mention DROP COLUMN tokens",)


def put(rows: Iterable[tuple[int, str]]) -> None:
    """Keep these tokens (with spaces between) for these mentions, in place of what was kept."""
    pairs = list(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listening_mention SET tokens = array_to_tsvector(string_to_array(given.tokens, ' '))"
            " FROM unnest(%s::bigint[], %s::text[]) AS given (id, tokens)"
            " WHERE listening_mention.id = given.id",
            [[number for number, _ in pairs], [tokens for _, tokens in pairs]],
        )


def remove(ids: Iterable[int]) -> None:
    """Take mentions out."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE listening_mention SET tokens = NULL WHERE id = ANY(%s)", [list(ids)])


def sweep() -> None:
    """Take out what is no mention any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listening_mention SET tokens = NULL WHERE deleted_at IS NOT NULL AND tokens IS NOT NULL"
        )


def find(rough: Candidates, *, lowest: int, below: int, limit: int) -> list[int]:
    """Ids from ``lowest`` up to, not including, ``below``; the highest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM listening_mention WHERE tokens @@ %s::tsquery AND id >= %s AND id < %s"
            " ORDER BY id DESC LIMIT %s",
            [written(rough), lowest, below, limit],
        )
        return [number for (number,) in cursor.fetchall()]


def written(rough: Candidates) -> str:
    """The question as PostgreSQL writes a ``tsquery``."""
    match rough:
        case Token(text=text):
            return f"'{safe(text)}'"
        case Prefix(text=text):
            return f"'{safe(text)}':*"
        case AllOf(parts=parts):
            return "(" + " & ".join(map(written, parts)) + ")"
        case AnyOf(parts=parts):
            return "(" + " | ".join(map(written, parts)) + ")"
        case None:
            raise ValueError("The index cannot be asked for everything.")
