"""Adding to the roll-ups, in the transaction of the rows they count."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from lyhord.listening.models import DayCount, HourCount
from lyhord.listening.rules.counting import Deltas, Slot

_Key = tuple[Any, ...]


def add_counts(deltas: Deltas) -> None:
    """Add ``deltas`` to hours and days. At most four statements; always in one order, so that no two lock."""
    add_hours(deltas)
    add_days(deltas)


def add_hours(deltas: Deltas) -> None:
    """Add ``deltas`` to the hours."""
    _add(HourCount._meta.db_table, "hour", [(_hour(slot), number) for slot, number in sorted(deltas.items())])


def add_days(deltas: Deltas) -> None:
    """Add ``deltas`` to the days."""
    _add(DayCount._meta.db_table, "day", [(_day(slot), number) for slot, number in sorted(deltas.items())])


def _add(table: str, when: str, changes: list[tuple[_Key, int]]) -> None:
    more = [(*key, number) for key, number in _summed(changes) if number > 0]
    fewer = [(number, *key) for key, number in _summed(changes) if number < 0]
    with connection.cursor() as cursor:
        if more:
            cursor.executemany(
                f"INSERT INTO {table} (workspace_id, monitor_id, {when}, network, lang, mentions)"
                " VALUES (%s, NULLIF(%s, 0), %s, %s, %s, %s)"
                f" ON CONFLICT (workspace_id, COALESCE(monitor_id, 0), {when}, network, lang)"
                f" DO UPDATE SET mentions = {table}.mentions + excluded.mentions",
                more,
            )
        if fewer:  # not by the statement above: its check would see the negative number first
            cursor.executemany(
                f"UPDATE {table} SET mentions = mentions + %s WHERE workspace_id = %s"
                f" AND COALESCE(monitor_id, 0) = %s AND {when} = %s AND network = %s AND lang = %s",
                fewer,
            )


def _summed(changes: list[tuple[_Key, int]]) -> list[tuple[_Key, int]]:
    sums: dict[_Key, int] = {}
    for key, number in changes:
        sums[key] = sums.get(key, 0) + number
    return list(sums.items())


def _hour(slot: Slot) -> _Key:
    return slot.workspace, slot.monitor, _adapted(slot.hour), slot.network, slot.lang


def _day(slot: Slot) -> _Key:
    return slot.workspace, slot.monitor, _adapted(slot.day), slot.network, slot.lang


def _adapted(when: datetime | date) -> Any:  # noqa: ANN401 -- what the database's driver wants
    if isinstance(when, datetime):
        return connection.ops.adapt_datetimefield_value(when)
    return connection.ops.adapt_datefield_value(when)
