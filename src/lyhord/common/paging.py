"""Lists that go on: by key, never by page number.

So new rows move nothing, and the 100th page costs as much as the first.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Stretch(Generic[Row]):
    """Some rows, the newest first, and the key after which the older ones begin (empty at the end)."""

    rows: tuple[Row, ...]
    next_before: int | None


def newest_first(
    rows: QuerySet[Row], *, before: int | None, limit: int = 50, key: str = "pk"
) -> Stretch[Row]:
    """At most ``limit`` rows with ``key`` below ``before``, highest first. One query.

    ``key`` is a whole number that no two rows share.
    """
    if before is not None:
        rows = rows.filter(**{f"{key}__lt": before})
    found = list(rows.order_by(f"-{key}")[: limit + 1])
    shown = tuple(found[:limit])
    return Stretch(shown, getattr(shown[-1], key) if len(found) > limit else None)
