"""The verbs of the channels: sources come and go, visits are noted, authors are learned."""

from lyhord.channels.authors import want_handle as learn_author
from lyhord.channels.services.feeds import Imported, NoFeeds, discover_feeds, export_opml, import_opml
from lyhord.channels.services.sources import (
    BadAddress,
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
    "BadAddress",
    "Imported",
    "NoFeeds",
    "SourceExists",
    "TooManySources",
    "add_source",
    "bring_back_source",
    "change_source",
    "close_gap",
    "discover_feeds",
    "ensure_shared_sources",
    "export_opml",
    "import_opml",
    "learn_author",
    "open_gap",
    "pause_source",
    "record_visit",
    "remove_source",
    "resume_source",
]
