"""A company's days, counted anew: when it moves to another time zone, or should anybody doubt them."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache

from django.db import connection, transaction

from lyhord.listening.models import DayCount, DayZone, Hit, Mention
from lyhord.listening.rules.ids import SEQUENCE_BITS
from lyhord.listening.selectors.upkeep import counted_elsewhere
from lyhord.listening.services.inserting import insert
from lyhord.notices.services import tell_browsers
from lyhord.organisation.models import Workspace

_QUARTER_S = 900  # no zone changes within one
_Key = tuple[int | None, date, str, str]  # monitor, day, network, language


def follow_zones() -> int:
    """Count the days of one company that has moved; whether there was one."""
    workspace = counted_elsewhere().first()
    if workspace is None:
        return 0
    count_days(workspace)
    tell_browsers(workspace_id=workspace.pk, topic="monitors")
    return 1


@transaction.atomic
def count_days(workspace: Workspace) -> int:
    """Count all days of the workspace in the zone it has now, all or nothing; returns how many days.

    Ids know their time, so no date is read; still, a million mentions of 1,000 monitors took 20 s of a busy
    processor, and on SQLite whoever writes waits meanwhile. Until it is done, what changes is counted in the
    old zone (``DayZone``), so no day ever goes wrong by an edit.
    """
    if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE listening_daycount IN SHARE ROW EXCLUSIVE MODE")
    zone = Workspace.objects.get(pk=workspace.pk).zone
    counts = _counts(workspace, _days_in(zone.key))
    DayCount.objects.filter(workspace=workspace).delete()
    names = "monitor_id", "day", "network", "lang"
    insert(
        DayCount,
        (
            {"workspace_id": workspace.pk, **dict(zip(names, key, strict=True)), "mentions": number}
            for key, number in counts.items()
        ),
    )
    DayZone.objects.update_or_create(workspace=workspace, defaults={"zone": zone.key})
    return len({day for _, day, _, _ in counts})


def _counts(workspace: Workspace, day: Callable[[int], date]) -> Counter[_Key]:
    mentions = Mention.objects.of(workspace).counted()
    hits = Hit.objects.filter(mention__in=mentions)
    found = Counter[_Key]()
    for number, network, lang in mentions.values_list("pk", "network", "lang").iterator():
        found[None, day(number), network, lang] += 1
    columns = "monitor_id", "mention_id", "mention__network", "mention__lang"
    for monitor, number, network, lang in hits.values_list(*columns).iterator():
        found[monitor, day(number), network, lang] += 1
    return found


def _days_in(zone: str) -> Callable[[int], date]:
    """The day of a mention, by its id."""
    from_zone = Workspace(time_zone=zone).zone

    @cache
    def of_quarter(quarter: int) -> date:
        return datetime.fromtimestamp(quarter * _QUARTER_S, UTC).astimezone(from_zone).date()

    return lambda number: of_quarter((number >> SEQUENCE_BITS) // _QUARTER_S)
