"""What can be done with monitors and mentions; and what the listener and the worker do."""

from lyhord.listening.errors import ListeningError
from lyhord.listening.services.archiving import Archived, SourceGone, archive
from lyhord.listening.services.back_fill import back_fill, fill_next, stop_back_fill
from lyhord.listening.services.days import follow_zones
from lyhord.listening.services.forgetting import prune_gone
from lyhord.listening.services.heard import prune_heard
from lyhord.listening.services.marks import Marked, TooMany, mark, undo_mark
from lyhord.listening.services.monitors import (
    ChangedMeanwhile,
    MonitorWish,
    NameTaken,
    NotInThisWorkspace,
    archive_monitor,
    change_monitor,
    create_monitor,
    restore_version,
    start_monitor,
    stop_monitor,
)
from lyhord.listening.services.mutes import NobodyToMute, mute_author, mute_next, mute_site, unmute
from lyhord.listening.services.naming import name_authors
from lyhord.listening.services.rebuild import rebuild_counts, rebuild_index
from lyhord.listening.services.views import NamelessView, remove_view, save_view
from lyhord.listening.services.word_lists import BadListName, ListInUse, remove_word_list, set_word_list

__all__ = [
    "Archived",
    "BadListName",
    "ChangedMeanwhile",
    "ListInUse",
    "ListeningError",
    "Marked",
    "MonitorWish",
    "NameTaken",
    "NamelessView",
    "NobodyToMute",
    "NotInThisWorkspace",
    "SourceGone",
    "TooMany",
    "archive",
    "archive_monitor",
    "back_fill",
    "change_monitor",
    "create_monitor",
    "fill_next",
    "follow_zones",
    "mark",
    "mute_author",
    "mute_next",
    "mute_site",
    "name_authors",
    "prune_gone",
    "prune_heard",
    "rebuild_counts",
    "rebuild_index",
    "remove_view",
    "remove_word_list",
    "restore_version",
    "save_view",
    "set_word_list",
    "start_monitor",
    "stop_back_fill",
    "stop_monitor",
    "undo_mark",
    "unmute",
]
