"""Questions about monitors and mentions. They never write; lists are frozen rows (``rows``)."""

from lyhord.listening.rules.marking import Piece
from lyhord.listening.selectors.counts import mentions_per_day
from lyhord.listening.selectors.desk import filter_choices, mute, mutes, saved_view, saved_views
from lyhord.listening.selectors.export import export
from lyhord.listening.selectors.mentions import mention, mentions, newest_id, rows_of, unread_count, why
from lyhord.listening.selectors.monitors import (
    lists_of,
    monitor,
    monitor_detail,
    monitor_list,
    versions,
    word_lists,
)
from lyhord.listening.selectors.preview import preview
from lyhord.listening.selectors.rows import (
    BackFillProgress,
    DayHits,
    DiffPiece,
    FilterChoices,
    MentionFilter,
    MentionList,
    MentionRow,
    MonitorDetail,
    MonitorRow,
    MonitorTag,
    MuteRow,
    Preview,
    Sample,
    SavedViewRow,
    SourceHits,
    VersionRow,
    Why,
    WordListRow,
)
from lyhord.listening.selectors.splits import Share, Split, count_of, ids_of, split_of

__all__ = [
    "BackFillProgress",
    "DayHits",
    "DiffPiece",
    "FilterChoices",
    "MentionFilter",
    "MentionList",
    "MentionRow",
    "MonitorDetail",
    "MonitorRow",
    "MonitorTag",
    "MuteRow",
    "Piece",
    "Preview",
    "Sample",
    "SavedViewRow",
    "Share",
    "SourceHits",
    "Split",
    "VersionRow",
    "Why",
    "WordListRow",
    "count_of",
    "export",
    "filter_choices",
    "ids_of",
    "lists_of",
    "mention",
    "mentions",
    "mentions_per_day",
    "monitor",
    "monitor_detail",
    "monitor_list",
    "mute",
    "mutes",
    "newest_id",
    "preview",
    "rows_of",
    "saved_view",
    "saved_views",
    "split_of",
    "unread_count",
    "versions",
    "why",
    "word_lists",
]
