"""What a measure has to say of itself, and how it counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from lyhord.organisation.models import Workspace
from lyhord.strategy.rules import Measure
from lyhord.strategy.services import Reading

Count = Callable[[Workspace, date, date], Iterable[Reading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A number that is counted by itself. ``docs/measures.md`` says the same, and is held to it.

    ``count`` gives a reading for each day from the first to the last, both included, on which it could be
    counted: a day that is left out is missing, a day with 0 is nothing that came.
    """

    key: Measure
    formula: str
    source: str
    since: str
    caveats: str
    count: Count
    restated_days: int = 7  # so many days back are counted again, for what arrives late
