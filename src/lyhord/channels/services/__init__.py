"""The verbs of the channels: sources come and go, visits are noted, authors are learned."""

from lyhord.channels.authors import want_handle as learn_author
from lyhord.channels.services.sources import (
    SourceExists,
    TooManySources,
    add_source,
    bring_back_source,
    change_source,
    ensure_shared_sources,
    pause_source,
    remove_source,
    resume_source,
)
from lyhord.channels.services.visits import close_gap, open_gap, record_visit

__all__ = [
    "SourceExists",
    "TooManySources",
    "add_source",
    "bring_back_source",
    "change_source",
    "close_gap",
    "ensure_shared_sources",
    "learn_author",
    "open_gap",
    "pause_source",
    "record_visit",
    "remove_source",
    "resume_source",
]
