"""Where mentions come from and in which languages, day by day; and how many a filter finds."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from lyhord.listening.selectors.counts import last_days, of_slot
from lyhord.listening.selectors.finding import asked_for
from lyhord.listening.selectors.mentions import count_text
from lyhord.listening.selectors.rows import MentionFilter
from lyhord.organisation.models import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A network or a language, and how many mentions it has."""

    key: str
    mentions: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The mentions of some days: networks and languages, most first; ``by_network`` has a number a day."""

    days: tuple[date, ...]
    networks: tuple[Share, ...]
    languages: tuple[Share, ...]
    by_network: dict[str, tuple[int, ...]]

    @property
    def mentions(self) -> int:
        """All together."""
        return sum(share.mentions for share in self.networks)


def split_of(workspace: Workspace, *, now: datetime, monitor: int | None = None, days: int = 30) -> Split:
    """How the mentions of the company's last ``days`` days are spread, without the muted. One query."""
    dates = tuple(last_days(workspace, now, days))
    days_counted = of_slot(workspace, monitor).filter(day__gte=dates[0], day__lte=dates[-1])
    counted = days_counted.values_list("day", "network", "lang")
    networks, languages = Counter[str](), Counter[str]()
    cells = Counter[tuple[str, date]]()
    for day, network, language, mentions in counted.annotate(sum=Sum("mentions")):
        networks[network] += mentions
        languages[language] += mentions
        cells[network, day] += mentions
    return Split(
        days=dates,
        networks=_shares(networks),
        languages=_shares(languages),
        by_network={
            network: tuple(cells[network, day] for day in dates) for network, _ in networks.most_common()
        },
    )


def count_of(workspace: Workspace, filters: MentionFilter) -> str:
    """How many mentions a filter finds: "37", "1,000+". Four queries. Raises QueryError."""
    asked = asked_for(workspace, filters)
    found = asked.first(1) if asked else None
    return count_text(found.total, found.is_more) if found else "0"


def ids_of(workspace: Workspace, filters: MentionFilter, *, limit: int) -> tuple[int, ...]:
    """The newest ``limit`` mentions that a filter finds. Four queries. Raises QueryError."""
    asked = asked_for(workspace, filters)
    return asked.first(limit).ids if asked else ()


def _shares(counts: Counter[str]) -> tuple[Share, ...]:
    total = sum(counts.values()) or 1
    return tuple(
        Share(key=key, mentions=mentions, percent=round(100 * mentions / total))
        for key, mentions in counts.most_common()
        if mentions
    )
