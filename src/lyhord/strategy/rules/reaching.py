"""When a value was reached: once, and for good, unless what was measured turns out to be wrong."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.goals import Direction
from lyhord.strategy.rules.numbers import Value


class ReachedBy(TextChoices):
    """Who says whether something is reached."""

    NOBODY = "", _("not reached yet")
    NUMBERS = "numbers", _("the numbers")
    PERSON = "person", _("somebody said so")
    NOT_YET = "not_yet", _("somebody said: not yet")


def reached_on(values: Iterable[Value], *, wanted: Decimal, direction: str, hold: int) -> date | None:
    """The day on which ``wanted`` had been held for ``hold`` values in a row; None when it never was.

    ``values`` ascending by day. This is decided by the whole row: a later fall changes nothing, so that
    nothing flaps; a corrected value may move the day or take it away.
    """
    in_a_row = 0
    for each in values:
        holds = each.value >= wanted if direction == Direction.UP else each.value <= wanted
        in_a_row = in_a_row + 1 if holds else 0
        if in_a_row >= hold:
            return each.day
    return None
