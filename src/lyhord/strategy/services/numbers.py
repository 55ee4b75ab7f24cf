"""Writing down what was measured: by people, by files, by programs, by ourselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Correction, Goal, Kpi, Measurement
from lyhord.strategy.rules import StrategyError
from lyhord.strategy.rules.measures import Kind
from lyhord.strategy.selectors.numbers import dependants_of
from lyhord.strategy.services.weighing import weigh_goals

_AT_ONCE = 2000


class InTheFuture(StrategyError):
    """A measurement of a day that has not come."""


class NotCounted(StrategyError):
    """A formula is computed; nobody measures it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source counted on a day. With the same day and source it replaces what was said before."""

    date: date
    numerator: Decimal
    denominator: Decimal = Decimal(1)
    source: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of readings."""

    new: int = 0
    corrected: int = 0
    same: int = 0


@transaction.atomic
def record_measurements(*, kpi: Kpi, by: Actor, readings: Iterable[Reading], now: datetime) -> Recorded:
    """Write readings down and weigh the goals that follow the KPI.

    Idempotent for KPI, date and source: the same again is nothing, another number is a correction that
    keeps what stood there. Of two readings with one date and source the last counts.
    Raises InTheFuture, NotCounted.
    """
    wanted = {(each.date, each.source): each for each in readings}
    _check(kpi, wanted.values(), now)
    Kpi.objects.select_for_update().filter(pk=kpi.pk).get()  # two writers at once: one after the other
    there = {(row.date, row.source): row for row in _there(kpi, wanted)}
    new = [_row(kpi, each, by, now) for key, each in wanted.items() if key not in there]
    other = [
        (there[key], each) for key, each in wanted.items() if key in there and _differs(there[key], each)
    ]
    Measurement.objects.bulk_create(new, batch_size=_AT_ONCE)
    corrected = _correct(other, by, now)
    done = Recorded(new=len(new), corrected=corrected, same=len(wanted) - len(new) - len(other))
    if new or other:
        counts = {"new": done.new, "corrected": done.corrected}
        record(
            "strategy.record_measurements", by=by, workspace=kpi.workspace, about=kpi, name=str(kpi), **counts
        )
        weigh_kpi(kpi, by=by, now=now)
    return done


@transaction.atomic
def remove_measurement(*, measurement: Measurement, by: Actor, now: datetime) -> None:
    """Take a measurement away that should never have been there."""
    kpi = measurement.kpi
    record(
        "strategy.remove_measurement",
        by=by, workspace=kpi.workspace, about=kpi, name=str(kpi),
        date=str(measurement.date), source=measurement.source, number=str(measurement.numerator),
    )  # fmt: skip
    measurement.delete()
    weigh_kpi(kpi, by=by, now=now)


@transaction.atomic
def weigh_kpi(kpi: Kpi, *, by: Actor, now: datetime) -> None:
    """Weigh every goal that follows the KPI, also by way of a formula."""
    goals = Goal.objects.current().filter(kpi__in=dependants_of(kpi)).select_related("kpi", "workspace")
    weigh_goals(list(goals.order_by("pk")), by=by, now=now)


def _check(kpi: Kpi, readings: Iterable[Reading], now: datetime) -> None:
    if kpi.kind == Kind.FORMULA:
        raise NotCounted(_("This number is made of others by a formula; nobody measures it."))
    today = now.astimezone(kpi.workspace.zone).date()
    if any(each.date > today for each in readings):
        raise InTheFuture(_("That day has not come yet."))


def _there(kpi: Kpi, wanted: dict[tuple[date, str], Reading]) -> Iterable[Measurement]:
    """What stands in the days that are written; only those."""
    if not wanted:
        return ()
    days = [day for day, _source in wanted]
    rows = Measurement.objects.filter(kpi=kpi, date__range=(min(days), max(days)))
    return rows.iterator(chunk_size=_AT_ONCE)


def _row(kpi: Kpi, said: Reading, by: Actor, now: datetime) -> Measurement:
    return Measurement(
        kpi=kpi,
        date=said.date,
        source=said.source,
        numerator=said.numerator,
        denominator=said.denominator,
        note=said.note,
        link=said.link,
        who=by.name,
        recorded_at=now,
    )


def _differs(row: Measurement, said: Reading) -> bool:
    return (row.numerator, row.denominator, row.note, row.link) != (
        said.numerator,
        said.denominator,
        said.note,
        said.link,
    )


def _correct(pairs: list[tuple[Measurement, Reading]], by: Actor, now: datetime) -> int:
    """Replace, and keep what stood there; returns in how many the number itself changed."""
    kept = [
        Correction(measurement=row, numerator=row.numerator, denominator=row.denominator, who=row.who, at=now)
        for row, said in pairs
        if (row.numerator, row.denominator) != (said.numerator, said.denominator)
    ]
    Correction.objects.bulk_create(kept, batch_size=_AT_ONCE)
    for row, said in pairs:
        row.numerator, row.denominator, row.note, row.link = (
            said.numerator,
            said.denominator,
            said.note,
            said.link,
        )
        row.who, row.recorded_at = by.name, now
    fields = ["numerator", "denominator", "note", "link", "who", "recorded_at"]
    Measurement.objects.bulk_update([row for row, _said in pairs], fields, batch_size=500)
    return len(kept)
