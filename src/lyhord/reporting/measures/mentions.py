"""Mentions: how many were found."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from lyhord.listening.selectors import first_counted_day, mentions_by_day
from lyhord.organisation.models import Workspace
from lyhord.reporting.measures.base import Measured
from lyhord.strategy.rules import Measure
from lyhord.strategy.services import Reading


def count(workspace: Workspace, first: date, last: date) -> Iterator[Reading]:
    """Every day since the first mention ever; before it nobody listened. Two queries."""
    began = first_counted_day(workspace)
    if began is None:
        return
    found = mentions_by_day(workspace, first, last)
    day = max(first, began)
    while day <= last:
        yield Reading(date=day, numerator=Decimal(found.get(day, 0)), source="monitors")
        day += timedelta(days=1)


MEASURED = Measured(
    key=Measure.MENTIONS,
    formula="mentions of the last 30 days",
    source="all monitors of the company together; a mention that several found counts once",
    since="the day of the first mention",
    caveats="Muted and deleted mentions do not count. What a source did not tell (a gap) is not in it.",
    count=count,
)
