"""The ids by which a server speaks of posts that have another id everywhere else."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lyhord.channels.models import Alias

_LONGEST = 64


def remember(source_id: int, names: Mapping[str, str], *, now: datetime) -> None:
    """``names``: the server's id → the id everywhere. One query, none for no names."""
    rows = [
        Alias(source_id=source_id, alias=alias, external_id=external_id, at=now)
        for alias, external_id in names.items()
        if 0 < len(alias) <= _LONGEST
    ]
    if rows:
        Alias.objects.bulk_create(rows, ignore_conflicts=True)


def behind(source_id: int, gone: Iterable[str]) -> list[str]:
    """The ids everywhere of those that we have heard of, in the order of the server's. One query."""
    asked = list(dict.fromkeys(gone))
    if not asked:
        return []
    rows = Alias.objects.filter(source_id=source_id, alias__in=asked).values_list("alias", "external_id")
    found = dict(rows)
    return [found[alias] for alias in asked if alias in found]
