"""The questions of the founding guide, in the order they are asked."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """One question. The value stands in the address."""

    COMPANY = "company", _("The company")
    STRUCTURE = "structure", _("Structure")
    TOGETHER = "together", _("Together")
    POSITIONS = "positions", _("Positions")
    FUNCTIONS = "functions", _("Functions")
    STRATEGY = "strategy", _("Strategy")
    GOALS = "goals", _("First goals")
    SOURCING = "sourcing", _("In-house or agency")
    WORDS = "words", _("What to listen for")
    MONITORS = "monitors", _("Monitors")


class Done(TextChoices):
    """What became of a question."""

    ANSWERED = "answered", _("Answered")
    SKIPPED = "skipped", _("Skipped")


ORDER = tuple(Step)
NEEDED = frozenset({Step.COMPANY, Step.WORDS, Step.MONITORS})  # the others may be skipped


def step_after(step: Step) -> Step | None:
    """The question that follows; None after the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


def step_before(step: Step) -> Step | None:
    """The question before; None before the first."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None


def step_to_resume(done: Mapping[str, str]) -> Step | None:
    """The first question nobody has answered or skipped; None when all are."""
    return next((step for step in ORDER if step not in done), None)


def number_of(step: Step) -> int:
    """Its place in the guide, from 1."""
    return ORDER.index(step) + 1
