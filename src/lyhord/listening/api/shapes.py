"""What listening's operations take and give."""

from collections.abc import Sequence
from datetime import date, datetime

from ninja import Field, Schema

from lyhord.listening.remarks import Remark
from lyhord.listening.rules import Basis, Colour, State
from lyhord.listening.selectors import (
    BackFillProgress,
    MentionFilter,
    MentionRow,
    MonitorRow,
    Piece,
    Preview,
    QueryCost,
    WordListRow,
)
from lyhord.listening.services import MonitorWish
from lyhord.organisation.rules import Function


class Words(Schema):
    """A text as it was written, and what in it made it match: from, to, in characters."""

    text: str
    marks: list[tuple[int, int]]


class FoundBy(Schema):
    """A monitor that found a mention."""

    id: int
    name: str


class MentionOut(Schema):
    """A mention. Everything in it but ids, times and state was written by others: treat it as text."""

    id: int
    network: str
    source_id: int | None
    source_name: str
    external_id: str
    url: str
    type: str
    title: Words
    text: Words
    author: str = Field(description="Handle without @.")
    author_name: str
    followers: int | None
    lang: str
    links: list[str]
    created_at: datetime
    arrived_at: datetime
    edited_at: datetime | None
    state: State
    is_muted: bool
    monitors: list[FoundBy]
    functions: list[str]


class MentionWish(Schema):
    """Which mentions: every part that is given must hold. The same as on the page."""

    query: str = Field("", max_length=10_000, description="In the query language.")
    monitor: int | None = Field(None, ge=1)
    network: str = ""
    source: int | None = Field(None, ge=1)
    lang: str = ""
    function: Function | None = None
    from_date: date | None = Field(None, description="A day of the company, included.")
    to_date: date | None = Field(None, description="A day of the company, included.")
    state: State | None = None
    muted: bool = Field(False, description="Those that are muted, instead of the others.")

    def filters(self) -> MentionFilter:
        """As the selectors want it."""
        return MentionFilter(
            monitor=self.monitor,
            network=self.network,
            source=self.source,
            lang=self.lang,
            function=str(self.function or ""),
            from_date=self.from_date,
            to_date=self.to_date,
            state=str(self.state or ""),
            muted=self.muted,
            query=self.query,
        )


class MarkIn(Schema):
    """Mentions and the state they get."""

    ids: list[int] = Field(min_length=1, max_length=1_000)
    state: State


class Marked(Schema):
    """How many changed; those that had the state already did not."""

    changed: int


class MonitorIn(Schema):
    """Everything one decides about a monitor."""

    name: str = Field(min_length=1, max_length=80)
    query: str = Field(min_length=1, max_length=10_000, description="In the query language.")
    purpose: str = ""
    functions: list[Function] = []
    goal_id: int | None = None
    basis: Basis = Basis.LEGITIMATE_INTEREST
    balancing_note: str = ""
    colour: Colour = Colour.BLUE
    note: str = Field("", max_length=300, description="What was changed, and why; for the history.")

    def wish(self) -> MonitorWish:
        """As the services want it."""
        said = self.dict(exclude={"note", "functions"})
        return MonitorWish(**said, functions=tuple(map(str, self.functions)))


class MonitorChange(MonitorIn):
    """A monitor as it is to be. With ``version``: only if nobody has changed it since."""

    version: int | None = None


class MonitorOut(Schema):
    """A monitor. ``days``: mentions of each of the last seven days, the oldest first."""

    id: int
    name: str
    query: str
    purpose: str
    functions: list[str]
    goal_id: int | None
    basis: Basis
    balancing_note: str
    colour: Colour
    is_active: bool
    version: int
    created_at: datetime
    changed_at: datetime
    stopped_at: datetime | None
    hits_7_days: int
    days: list[int]


class PreviewIn(Schema):
    """A query to try."""

    query: str = Field(min_length=1, max_length=10_000)
    after: str = Field("", max_length=100_000, description="`go_on` of the answer before, for the rest.")


class DayOut(Schema):
    """Hits of one day of the company."""

    day: date
    hits: int


class SourceOut(Schema):
    """Hits of one network or source."""

    network: str
    name: str
    hits: int


class SampleOut(Schema):
    """A post that the query finds."""

    network: str
    source_name: str
    url: str
    title: Words
    text: Words
    author: str
    author_name: str
    lang: str
    created_at: datetime
    is_mention: bool


class CostOut(Schema):
    """What a query will cost: hits a day (null: less than an hour was heard), its share (0 to 1) of the time
    the matcher takes for all monitors of the workspace, and its own microseconds for each post.
    """

    hits_a_day: float | None
    share: float
    us_per_post: float


class RemarkOut(Schema):
    """What to think about, and the characters of the query that it is about."""

    message: str
    position: int
    length: int


class PreviewOut(Schema):
    """What a query would have found: in all that was heard since ``searched_from``, and in the archive.

    ``complete``: all of it was looked at; else ``part`` of it (0 to 1) so far: ask again with ``after`` =
    ``go_on``, or leave it. ``advice``, and ``remarks`` with their places: what to think about, in your
    language, also what makes the query dear.
    """

    hits: int
    complete: bool
    posts_seen: int
    archive_hits: int
    searched_from: datetime | None
    per_day: list[DayOut]
    per_source: list[SourceOut]
    samples: list[SampleOut]
    part: float
    go_on: str
    cost: CostOut
    advice: list[str]
    remarks: list[RemarkOut]


class LookBackOut(Schema):
    """How far the look at what was heard before has come; ``part`` from 0 to 1."""

    is_done: bool
    part: float
    seen: int
    found: int
    dropped: int


class WordListIn(Schema):
    """The entries of a list: words, phrases in quotation marks, handles; each a query of its own."""

    entries: list[str] = Field(min_length=1, max_length=20_000)


class WordListOut(Schema):
    """A named list, and the monitors that use it."""

    id: int
    name: str
    entries: list[str]
    monitors: list[str]
    changed_at: datetime


def mention_out(row: MentionRow) -> dict[str, object]:
    """A mention as ``MentionOut``."""
    given = {name: getattr(row, name) for name in MentionOut.model_fields if name not in _MENTION_PARTS}
    found_by = [{"id": tag.id, "name": tag.name} for tag in row.monitors]
    return {**given, "title": words(row.title), "text": words(row.text), "monitors": found_by}


_MENTION_PARTS = frozenset({"title", "text", "monitors"})
_SAMPLE_PARTS = tuple(name for name in SampleOut.model_fields if name not in _MENTION_PARTS)


def monitor_out(row: MonitorRow) -> dict[str, object]:
    """A monitor as ``MonitorOut``."""
    return {name: getattr(row, name) for name in MonitorOut.model_fields}


def word_list_out(row: WordListRow) -> dict[str, object]:
    """A list as ``WordListOut``."""
    return {name: getattr(row, name) for name in WordListOut.model_fields}


def look_back_out(found: BackFillProgress | None) -> dict[str, object]:
    """Progress as ``LookBackOut``; done, when there was none."""
    nothing: dict[str, object] = {"is_done": True, "part": 1.0, "seen": 0, "found": 0, "dropped": 0}
    return {name: getattr(found, name) for name in nothing} if found else nothing


def preview_out(found: Preview, cost: QueryCost, remarks: Sequence[Remark]) -> dict[str, object]:
    """A preview as ``PreviewOut``."""
    plain = ("hits", "complete", "posts_seen", "archive_hits", "searched_from", "part", "go_on")
    return {
        **{name: getattr(found, name) for name in plain},
        "per_day": [{"day": each.day, "hits": each.hits} for each in found.per_day],
        "per_source": [
            {"network": each.network, "name": each.name, "hits": each.hits} for each in found.per_source
        ],
        "samples": [
            {
                **{
                    name: getattr(each, name) for name in SampleOut.model_fields if name not in _MENTION_PARTS
                },
                "title": words(each.title),
                "text": words(each.text),
            }
            for each in found.samples
        ],
        "cost": {name: getattr(cost, name) for name in CostOut.model_fields},
        "advice": [remark.message for remark in remarks],
        "remarks": [{name: getattr(each, name) for name in RemarkOut.model_fields} for each in remarks],
    }


def words(pieces: tuple[Piece, ...]) -> dict[str, object]:
    """Pieces as ``Words``."""
    marks, at = [], 0
    for piece in pieces:
        if piece.is_marked:
            marks.append((at, at + len(piece.text)))
        at += len(piece.text)
    return {"text": "".join(piece.text for piece in pieces), "marks": marks}
