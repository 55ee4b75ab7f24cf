"""A number with its unit, as the reader's language writes it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from lyhord.common.templatetags.ui import number
from lyhord.strategy.rules import Unit

_TWO_HOURS = 120
_WHOLE_FROM = 100


@dataclass(frozen=True)
class Amount:
    """12 000 · 45 min · 4 h · 30 % · 1 200 kr."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        written = number(float(self.value))
        match self.unit:
            case Unit.MINUTES:
                return _time(self.value)
            case Unit.PERCENT:
                return gettext("%(number)s%%") % {"number": written}
            case Unit.SEK:
                return gettext("SEK %(number)s") % {"number": written}
        return written


def about(value: Decimal | float, unit: str) -> Amount:
    """The amount as exactly as it is worth saying: whole from 100 on, else with a decimal."""
    exact = Decimal(str(value))
    return Amount(exact.quantize(Decimal(1) if abs(exact) >= _WHOLE_FROM else Decimal("0.1")), unit)


def _time(minutes: Decimal) -> str:
    """Whole hours as hours from two on: 1,440 minutes is 24 h."""
    if minutes >= _TWO_HOURS and minutes % 60 == 0:
        return gettext("%(number)s h") % {"number": number(float(minutes / 60))}
    return gettext("%(number)s min") % {"number": number(float(minutes))}


def days_left_text(days: int) -> str:
    """What a person says about a last day that lies ``days`` ahead (or behind, when negative)."""
    if days < 0:
        return ngettext("%(days)d day over", "%(days)d days over", -days) % {"days": -days}
    if days == 0:
        return gettext("last day today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
