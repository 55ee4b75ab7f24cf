"""How many hours a person has in a week: their seats, and the share of their time that is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WORKDAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many per cent of a seat's hours from one day on, to another (included) or for good."""

    percent: Decimal
    from_date: date
    to_date: date | None = None

    def on(self, day: date) -> Decimal:
        """The share on ``day``."""
        is_there = self.from_date <= day and (self.to_date is None or day <= self.to_date)
        return self.percent if is_there else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A seat that somebody holds: hours a week, its last day, and its shares. No shares: the whole of it."""

    hours: Decimal
    ends_on: date | None = None
    shares: tuple[Share, ...] = ()

    def percent_on(self, day: date) -> Decimal:
        """How much of the seat's time there is on ``day``; never more than all of it."""
        if self.ends_on and day > self.ends_on:
            return Decimal(0)
        if not self.shares:
            return Decimal(100)
        return min(sum((share.on(day) for share in self.shares), Decimal(0)), Decimal(100))


def hours_in(seats: Iterable[Held], monday: date) -> Decimal:
    """The hours in the week that begins on ``monday``, over all seats of a person, to a tenth."""
    days = [monday + timedelta(days=after) for after in range(WORKDAYS)]
    total = sum(
        (seat.hours * seat.percent_on(day) / (100 * WORKDAYS) for seat in seats for day in days), Decimal(0)
    )
    return total.quantize(Decimal("0.1"))
