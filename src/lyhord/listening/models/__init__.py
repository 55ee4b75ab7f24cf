"""The nouns of listening."""

from lyhord.listening.models.counts import DayCount, DayZone, HourCount
from lyhord.listening.models.desk import Mute, SavedView
from lyhord.listening.models.heard import HeardPost
from lyhord.listening.models.mentions import Gone, Hit, Mention
from lyhord.listening.models.monitors import BackFill, Monitor, MonitorVersion, Revision, WordList

__all__ = [
    "BackFill",
    "DayCount",
    "DayZone",
    "Gone",
    "HeardPost",
    "Hit",
    "HourCount",
    "Mention",
    "Monitor",
    "MonitorVersion",
    "Mute",
    "Revision",
    "SavedView",
    "WordList",
]
