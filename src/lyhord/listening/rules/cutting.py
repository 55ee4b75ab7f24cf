"""A batch that is too large for one transaction, or that has something in it that cannot be stored."""

from collections.abc import Iterator
from dataclasses import replace

from lyhord.channels.contract import Batch

AT_ONCE = 200  # events in a transaction: a click waits for no more than these


def cut(batch: Batch, *, before: str, size: int = AT_ONCE) -> Iterator[Batch]:
    """``batch`` in pieces of ``size`` events. Only the last has its cursor; the others have that ``before``.

    So the cursor is never ahead, also when we are killed between two pieces.
    """
    pieces = [batch.events[at : at + size] for at in range(0, len(batch.events), size)] or [()]
    for events in pieces[:-1]:
        yield Batch(events=events, cursor=before)
    yield replace(batch, events=pieces[-1])
