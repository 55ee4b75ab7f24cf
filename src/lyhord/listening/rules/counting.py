"""What a mention adds to the roll-ups, and what changes in them when the mention changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a mention. ``at`` is aware; ``zone`` is the company's."""

    workspace: int
    monitors: frozenset[int]
    at: datetime
    zone: ZoneInfo
    network: str
    lang: str


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One row of a roll-up; ``monitor`` 0 is the whole workspace."""

    workspace: int
    monitor: int
    hour: datetime
    day: date
    network: str
    lang: str


Deltas = Counter[Slot]


def slots(counted: Counted | None) -> Iterable[Slot]:
    """Where a mention counts: once for its workspace, once for each monitor; nowhere if there is none."""
    if counted is None:
        return
    hour = counted.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    day = counted.at.astimezone(counted.zone).date()
    for monitor in (0, *counted.monitors):
        yield Slot(counted.workspace, monitor, hour, day, counted.network, counted.lang)


def deltas(before: Mapping[int, Counted | None], after: Mapping[int, Counted | None]) -> Deltas:
    """What to add to each slot. Both map ids of mentions; one that is missing counts nowhere."""
    changed = Deltas(slot for counted in after.values() for slot in slots(counted))
    changed.subtract(slot for counted in before.values() for slot in slots(counted))
    return Deltas({slot: number for slot, number in changed.items() if number})
