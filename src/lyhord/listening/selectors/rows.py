"""What the selectors give to pages, the API and exports: frozen values that cannot ask anything."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from math import floor, log10
from typing import Any

from lyhord.listening.rules import State
from lyhord.listening.rules.marking import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionFilter:
    """Which mentions: every part that is set must hold. Days are the company's, both included.

    ``state``: new, read, done or empty for all. ``muted``: only the muted ones (else none of them).
    ``query``: in the query language. ``function``: found by a monitor that serves it.
    """

    monitor: int | None = None
    network: str = ""
    source: int | None = None
    lang: str = ""
    function: str = ""
    from_date: date | None = None
    to_date: date | None = None
    state: str = ""
    muted: bool = False
    query: str = ""

    def as_json(self) -> dict[str, Any]:
        """The parts that are set, for a saved view."""
        set_ = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in set_.items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "MentionFilter":
        """The filter that ``as_json`` wrote; names it does not know are left out."""
        known = {f.name for f in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        for name in ("from_date", "to_date"):
            if isinstance(values.get(name), str):
                values[name] = date.fromisoformat(values[name])
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorTag:
    """A monitor as it stands beside a mention."""

    id: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention as a list shows it. ``title`` and ``text`` in pieces; joined they are the original."""

    id: int
    network: str
    source_id: int | None
    source_name: str
    external_id: str
    url: str
    type: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    author: str
    author_name: str
    author_id: str
    author_url: str
    followers: int | None
    lang: str
    links: tuple[str, ...]
    created_at: datetime
    arrived_at: datetime
    edited_at: datetime | None
    state: State
    is_muted: bool
    monitors: tuple[MonitorTag, ...]
    functions: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether nobody has read it."""
        return self.state == State.NEW

    @property
    def is_done(self) -> bool:
        """Whether it is dealt with."""
        return self.state == State.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionList:
    """A page of mentions, newest first.

    ``next_before``: the ``before`` of the following page, None at the end. ``total`` counts up to 1,000;
    ``is_more``: there are more than that. ``total_text`` is both as people read it: "37", "1,000+".
    """

    rows: tuple[MentionRow, ...]
    next_before: int | None
    total: int
    is_more: bool
    total_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why one monitor found a mention. ``is_still``: with today's wording, else with the older one shown."""

    monitor: MonitorTag
    query: str
    version: int
    is_still: bool
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHits:
    """How many on one day of the company."""

    day: date
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHits:
    """How many from one network or source."""

    network: str
    name: str
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A post that a query finds, with what made it match. ``is_mention``: it is in the archive already."""

    network: str
    source_name: str
    url: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    author: str
    author_name: str
    lang: str
    created_at: datetime
    is_mention: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query would have found.

    Everything that came in since ``searched_from`` was gone through (``posts_seen`` posts, ``heard_hits`` of
    them hits); of what is older only the archive: what a monitor found. ``complete``: all that is kept was
    searched; if not, ``part`` of it (0 to 1) was, and ``go_on`` is where to go on. ``heard_for``: the time
    in which those ``posts_seen`` came in.
    ``per_day``: the days of publication, oldest first, without holes; at most the last 90.
    """

    hits: int
    per_day: tuple[DayHits, ...]
    per_source: tuple[SourceHits, ...]
    samples: tuple[Sample, ...]
    searched_from: datetime | None
    posts_seen: int
    archive_hits: int
    complete: bool
    part: float
    go_on: str
    heard_hits: int
    heard_for: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryCost:
    """What a query will cost: hits a day (None: too little was heard to tell), its share (0 to 1) of the time
    that the matcher takes for the workspace's monitors, and its own microseconds for each post.
    """

    hits_a_day: float | None
    share: float
    us_per_post: float

    @property
    def about_hits(self) -> int:
        """Hits a day, to two digits; 0 also when it is not known."""
        hits = self.hits_a_day or 0.0
        return int(round(hits, 1 - floor(log10(hits))) if hits >= 10 else round(hits))


@dataclass(frozen=True, slots=True, kw_only=True)
class BackFillProgress:
    """How far a back-fill has come; ``part`` from 0 to 1."""

    stage: str
    seen: int
    found: int
    dropped: int
    is_done: bool
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorRow:
    """A monitor as the list shows it. ``days``: mentions of each of the last 7 days, oldest first."""

    id: int
    name: str
    query: str
    purpose: str
    colour: str
    functions: tuple[str, ...]
    goal_id: int | None
    goal_name: str
    basis: str
    balancing_note: str
    is_active: bool
    created_at: datetime
    changed_at: datetime
    stopped_at: datetime | None
    version: int
    hits_7_days: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorDetail:
    """Everything about one monitor. ``days``: the last 30."""

    row: MonitorRow
    days: tuple[DayHits, ...]
    unread: int
    created_by: str
    back_fill: BackFillProgress | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPiece:
    """A stretch of a query: the same as before, added, or removed."""

    kind: str  # "same" | "added" | "removed"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A wording of a monitor, and how it differs from the one before."""

    number: int
    query: str
    author: str
    note: str
    at: datetime
    is_current: bool
    diff: tuple[DiffPiece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordListRow:
    """A named list and the monitors that use it."""

    id: int
    name: str
    entries: tuple[str, ...]
    monitors: tuple[str, ...]
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteRow:
    """Somebody or some site that is muted."""

    id: int
    kind: str
    network: str
    label: str
    by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViewRow:
    """A saved view: ``is_mine`` or everybody's."""

    id: int
    name: str
    filters: MentionFilter
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What there is to choose from in the filters: (value, name)."""

    monitors: tuple[tuple[int, str], ...]
    networks: tuple[str, ...]
    sources: tuple[tuple[int, str], ...]
    languages: tuple[str, ...]
