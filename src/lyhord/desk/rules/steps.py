"""The questions of the founding guide, in the order they are asked."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
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


# The question itself, and why it is asked.
ASKED: dict[Step, tuple[Promise, Promise]] = {
    Step.COMPANY: (
        _("Who are you?"),
        _("The name stands on everything. Country and language decide holidays, the clock and how we write."),
    ),
    Step.STRUCTURE: (
        _("Out of what does your department grow?"),
        _(
            "Most begin with what they already have. It decides what you are good at first, not what "
            "you become."
        ),
    ),
    Step.TOGETHER: (
        _("How do you work with the rest of the company?"),
        _("A department on its own knows little. We have written a suggestion: change it until it is true."),
    ),
    Step.POSITIONS: (
        _("Who does what?"),
        _(
            "One person can hold several positions, and a position can wait for somebody. Vacant is an "
            "answer too."
        ),
    ),
    Step.FUNCTIONS: (
        _("What is the department for?"),
        _(
            "Choose what you take on. Every monitor and every goal serves one of these, and somebody "
            "answers for it."
        ),
    ),
    Step.STRATEGY: (
        _("What do you want, and how do you get there?"),
        _("Two short texts. You will change them as you learn, so begin with what you believe today."),
    ),
    Step.GOALS: (
        _("What are your first goals?"),
        _(
            "Begin with one or two that are simple to count. A goal for the business can come when you "
            "know more."
        ),
    ),
    Step.SOURCING: (
        _("Who does the work?"),
        _("You can change your mind later. What is made stays here whoever makes it."),
    ),
    Step.WORDS: (
        _("What do you listen for?"),
        _("Your name is enough to begin. The more you tell us, the more of what concerns you we find."),
    ),
    Step.MONITORS: (
        _("These are your monitors"),
        _(
            "We have made searches of your words. Look at what they would have found, and switch off "
            "what you do not need."
        ),
    ),
}


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
