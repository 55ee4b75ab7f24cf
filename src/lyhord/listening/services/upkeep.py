"""Whatever changes mentions, roll-ups and index follow in the same transaction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction

from lyhord.listening.rules.counting import deltas
from lyhord.listening.search import index
from lyhord.listening.selectors.upkeep import counted, indexed
from lyhord.listening.services.counts import add_counts


@contextmanager
def kept_up(ids: Collection[int] = ()) -> Iterator[set[int]]:
    """Inside, the mentions ``ids`` may be changed; new ones are added to the set that is given.

    At the end the roll-ups have changed by what the rows have changed, and the index holds them as they are.
    """
    with transaction.atomic():
        touched = set(ids)
        before = counted(touched)
        yield touched
        add_counts(deltas(before, counted(touched)))
        reindex(touched)


def reindex(ids: Collection[int]) -> None:
    """Bring the index up to date for these mentions; what was deleted leaves it. Does not count."""
    if not ids:
        return
    rows = list(indexed(ids))
    index.put(rows)
    if absent := set(ids) - {number for number, _ in rows}:
        index.remove(absent)
