"""What roll-ups and the index need to know of a mention."""

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from lyhord.listening.models import Hit, Mention
from lyhord.listening.rules.counting import Counted
from lyhord.listening.search import tokens
from lyhord.organisation.models import Workspace


def monitors_of(ids: Collection[int]) -> dict[int, set[int]]:
    """The monitors that found each of the mentions; those found by none are left out. One query."""
    found: dict[int, set[int]] = {}
    for mention, monitor in Hit.objects.filter(mention__in=ids).values_list("mention_id", "monitor_id"):
        found.setdefault(mention, set()).add(monitor)
    return found


def counted(ids: Collection[int]) -> dict[int, Counted]:
    """What is counted of each mention; those deleted or muted are left out. Two queries, none for no ids."""
    if not ids:
        return {}
    found = monitors_of(ids)
    rows = Mention.objects.filter(pk__in=ids).counted()
    rows = rows.annotate(zone=Coalesce("workspace__day_zone__zone", "workspace__time_zone"))
    names = "pk", "workspace_id", "created_at", "zone", "network", "lang"
    return {
        number: Counted(workspace, frozenset(found.get(number, ())), at, ZoneInfo(zone), network, lang)
        for number, workspace, at, zone, network, lang in rows.values_list(*names)
    }


def indexed(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """The id and index tokens of each mention that is there. Two queries."""
    found = monitors_of(ids)
    for mention in Mention.objects.filter(pk__in=ids).there():
        filters = [
            tokens.shown(mention.workspace_id, muted=mention.is_muted),
            tokens.in_state(mention.state),
            *map(tokens.found_by, found.get(mention.pk, ())),
        ]
        if mention.source_id:
            filters.append(tokens.came_from(mention.source_id))
        yield mention.pk, tokens.tokens_of(mention.to_post(), filters)


def counted_elsewhere() -> QuerySet[Workspace]:
    """Workspaces whose days are counted in another time zone than theirs, or that nobody has checked."""
    rows = Workspace.objects.annotate(counted_in=Coalesce("day_zone__zone", Value("")))
    return rows.exclude(counted_in=F("time_zone")).order_by("pk")
