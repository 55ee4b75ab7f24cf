"""Questions about sources. They never write."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.utils.translation import gettext

from lyhord.channels.contract import Address
from lyhord.channels.models import Gap, Source, without_scheme
from lyhord.channels.registry import network_of
from lyhord.channels.rules import State, Visits, state_of
from lyhord.common.sentences import fill
from lyhord.organisation.models import Workspace

_AT_ONCE_PER_HOST = 2
_GAPS_SHOWN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """A stretch of which we know that something may be missing; ``to_at`` is None while it lasts."""

    from_at: datetime
    to_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class SourceHealth:
    """A source and how it is doing. ``lag``: since the last item.

    ``error`` and ``place`` (where it is, when the name does not say it) are in the reader's language.
    """

    id: int
    name: str
    network: str
    network_name: str
    address: str
    place: str
    language: str
    is_own: bool
    is_shared: bool
    is_active: bool
    state: State
    last_item_at: datetime | None
    last_ok_at: datetime | None
    next_try_at: datetime | None
    lag: timedelta | None
    error: str
    gaps: tuple[GapRow, ...] = ()

    @property
    def more_gaps(self) -> int:
        """How many there are beyond the three that are shown."""
        return max(0, len(self.gaps) - 3)

    @property
    def is_troubled(self) -> bool:
        """Somebody should look."""
        return self.state in {State.FAILING, State.LATE}


def sources_to_listen() -> list[Source]:
    """The streams whose lines should be open. One query.

    Those that all share are needed as soon as there is a company that is not the sample.
    """
    streams = Source.objects.listening().filter(is_stream=True)
    if not Workspace.objects.filter(is_demo=False).exists():
        streams = streams.filter(workspace__isnull=False)
    return list(streams.order_by("pk"))


def due_sources(now: datetime, *, limit: int = 20) -> list[Source]:
    """The sources to visit now, those that have waited longest first; at most two of a host. One query."""
    due = Source.objects.listening().filter(is_stream=False).filter(
        Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    )  # fmt: skip
    chosen: list[Source] = []
    hosts: Counter[str] = Counter()
    for source in due.order_by(F("next_try_at").asc(nulls_first=True), "pk").iterator(chunk_size=200):
        host = urlsplit(source.address).hostname or source.address
        hosts[host] += 1
        if hosts[host] <= _AT_ONCE_PER_HOST:
            chosen.append(source)
        if len(chosen) == limit:
            break
    return chosen


def address_of(source: Source) -> Address:
    """The source as a connector wants it."""
    return Address(
        source_id=source.pk,
        network=source.network,
        address=source.address,
        language=source.language,
        memory=source.memory,
    )


def source_health(workspace: Workspace, now: datetime) -> list[SourceHealth]:
    """How the workspace's sources and the shared ones are doing, with the gaps of a week. Two queries.

    Those in trouble first, then the shared ones, then by network and name.
    """
    sources = list(Source.objects.of(workspace))
    gaps = _gaps(sources, now)
    found = [_health(source, gaps[source.pk], now) for source in sources]
    return sorted(
        found, key=lambda one: (not one.is_troubled, not one.is_shared, one.network, one.name.casefold())
    )


def source_of(workspace: Workspace, source_id: int) -> Source | None:
    """The workspace's own source, also one that was just removed. One query."""
    return Source.objects.filter(workspace=workspace, pk=source_id).first()


def own_sources(workspace: Workspace) -> list[Source]:
    """The workspace's own sources that are not removed, by network and name. One query."""
    return list(Source.objects.there().filter(workspace=workspace).order_by("network", "name", "address"))


def gaps_between(workspace: Workspace, from_at: datetime, to_at: datetime) -> list[tuple[Source, GapRow]]:
    """What may be missing in a stretch of time: for reports, which must say so. One query."""
    gaps = Gap.objects.filter(filled_at__isnull=True, from_at__lt=to_at).filter(
        Q(to_at__isnull=True) | Q(to_at__gt=from_at)
    )
    gaps = gaps.filter(source__in=Source.objects.of(workspace)).select_related("source").order_by("from_at")
    return [(gap.source, _row(gap)) for gap in gaps]


def _gaps(sources: list[Source], now: datetime) -> dict[int, list[GapRow]]:
    since = now - _GAPS_SHOWN
    found = Gap.objects.filter(source__in=sources, filled_at__isnull=True)
    found = found.filter(Q(to_at__isnull=True) | Q(to_at__gt=since)).order_by("-from_at")
    by_source: dict[int, list[GapRow]] = defaultdict(list)
    for gap in found:
        by_source[gap.source_id].append(_row(gap))
    return by_source


def _row(gap: Gap) -> GapRow:
    return GapRow(from_at=gap.from_at, to_at=gap.to_at, reason=gettext(gap.reason) if gap.reason else "")


def _health(source: Source, gaps: list[GapRow], now: datetime) -> SourceHealth:
    visits = Visits(
        is_active=source.is_active,
        is_stream=source.is_stream,
        failures=source.failures,
        last_ok_at=source.last_ok_at,
        next_try_at=source.next_try_at,
    )
    return SourceHealth(
        id=source.pk,
        name=str(source),
        network=source.network,
        network_name=str(network_of(source.network).name),
        address=source.address,
        place=_place(source),
        language=source.language,
        is_own=source.is_own,
        is_shared=source.workspace_id is None,
        is_active=source.is_active,
        state=state_of(visits, now=now),
        last_item_at=source.last_item_at,
        last_ok_at=source.last_ok_at,
        next_try_at=source.next_try_at,
        lag=now - source.last_item_at if source.last_item_at else None,
        error=fill(gettext(source.error), source.error_params) if source.error else "",
        gaps=tuple(gaps),
    )


def _place(source: Source) -> str:
    if source.workspace_id is None:
        return gettext("everything that is said in public")
    if network_of(source.network).is_invented:
        return gettext("invented for the sample company")
    address = without_scheme(source.address)
    return "" if address == str(source) else address
