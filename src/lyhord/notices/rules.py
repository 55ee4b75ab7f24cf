"""What open pages can be told about, and who may hear it."""

from collections.abc import Collection

from lyhord.organisation.permissions import May

# Topic → what somebody must be allowed to do to hear that there is something new.
TOPICS: dict[str, May] = {
    "mentions": May.SEE_MENTIONS,
    "monitors": May.SEE_MENTIONS,
    "sources": May.SEE_MENTIONS,
    "celebrations": May.SEE_STRATEGY,
}


def topics_for(granted: Collection[May]) -> frozenset[str]:
    """The topics that somebody with these rights may hear."""
    return frozenset(topic for topic, may in TOPICS.items() if may in granted)
