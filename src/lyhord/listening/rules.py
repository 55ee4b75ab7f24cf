"""Pure decisions of listening: states, ids that are in the order of time, keys, what a post must fit into."""

import hashlib
from datetime import UTC, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SEQUENCE_BITS = 20  # of a mention's id; the seconds stand above: 51 bits together, safe in JavaScript
SEQUENCES = 1 << SEQUENCE_BITS
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # an older date is a feed's mistake
CLOCKS_DIFFER = timedelta(minutes=10)


class State(TextChoices):
    """How far the department has come with a mention."""

    NEW = "new", _("Unread")
    READ = "read", _("Read")
    DONE = "done", _("Done")


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


def published_at(claimed: datetime | None, *, arrived_at: datetime) -> datetime:
    """The time of a post that we go by: what it claims, when that can be; else when it came to us."""
    if claimed is None or claimed < EARLIEST or claimed > arrived_at + CLOCKS_DIFFER:
        return arrived_at
    return claimed


def first_id(published: datetime, key: int) -> int:
    """The id a mention of that moment gets when it is free; if not, the next free one (``next_id``).

    Grows with the time, by the second; the same post always begins at the same place.
    """
    return int(published.timestamp()) << SEQUENCE_BITS | key % SEQUENCES


def next_id(taken: int) -> int:
    """Where to look after a taken id: within the same second, round and round."""
    return taken >> SEQUENCE_BITS << SEQUENCE_BITS | (taken + 1) % SEQUENCES


def lowest_id(moment: datetime) -> int:
    """Where ids of ``moment`` (a whole second) and later begin; all earlier ones are below."""
    return max(int(moment.timestamp()), 0) << SEQUENCE_BITS


def key_of(*names: str) -> int:
    """63 bits that stand for a name: for look-ups that need not keep the name itself."""
    digest = hashlib.blake2b("\0".join(names).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
