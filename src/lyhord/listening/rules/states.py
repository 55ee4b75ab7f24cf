"""States of a mention, legal bases, colours, kinds of muting."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """How far the department has come with a mention."""

    NEW = "new", pgettext_lazy("mention", "Unread")
    READ = "read", pgettext_lazy("mention", "Read")
    DONE = "done", pgettext_lazy("mention", "Done")


STEPS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.READ, State.DONE}),
    State.READ: frozenset({State.NEW, State.DONE}),
    State.DONE: frozenset({State.NEW, State.READ}),
}


class Basis(TextChoices):
    """The legal basis of listening for something: GDPR, article 6(1)."""

    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")
    CONSENT = "consent", _("Consent")
    CONTRACT = "contract", _("Contract")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")
    PUBLIC_TASK = "public_task", _("Task in the public interest")


class Colour(TextChoices):
    """Colours a monitor can have in lists and charts (Tabler's names)."""

    BLUE = "blue", _("Blue")
    GREEN = "green", _("Green")
    ORANGE = "orange", _("Orange")
    PURPLE = "purple", _("Purple")
    TEAL = "teal", _("Teal")
    RED = "red", _("Red")
    YELLOW = "yellow", _("Yellow")
    CYAN = "cyan", _("Cyan")


class MuteKind(TextChoices):
    """What can be muted."""

    AUTHOR = "author", _("Author")
    SITE = "site", _("Site")
