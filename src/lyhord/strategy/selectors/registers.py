"""The register of numbers, and what was written down of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from lyhord.organisation.models import Workspace
from lyhord.strategy.amounts import Amount
from lyhord.strategy.models import Kpi, Measurement
from lyhord.strategy.rules.measures import Kind
from lyhord.strategy.rules.numbers import Number

NEWEST = 30


@dataclass(frozen=True, kw_only=True)
class KpiRow:
    """A KPI as a page shows it."""

    id: int
    key: str
    name: str
    kind: str
    number: str
    window_days: int
    formula: str
    note: str
    goals: int
    latest: date | None
    is_formula: bool
    is_share: bool
    is_sum: bool


@dataclass(frozen=True, kw_only=True)
class MeasurementRow:
    """A measurement as a page shows it; ``was`` is what it said before it was corrected."""

    id: int
    date: date
    amount: Amount
    of: Amount
    source: str
    note: str
    link: str
    who: str
    recorded_at: datetime
    was: tuple[Amount, ...]


def kpi_rows(workspace: Workspace) -> tuple[KpiRow, ...]:
    """The workspace's numbers by name. One query."""
    mine = Kpi.objects.current().filter(workspace=workspace)
    counted = mine.annotate(
        followed=Count("goals", filter=Q(goals__removed_at__isnull=True), distinct=True),
        latest=Max("measurements__date"),
    )
    return tuple(sorted((kpi_row(kpi) for kpi in counted), key=lambda row: row.name.casefold()))


def kpi_row(kpi: Kpi) -> KpiRow:
    """One of them. No queries when it is counted."""
    return KpiRow(
        id=kpi.pk,
        key=kpi.key,
        name=str(kpi),
        kind=kpi.get_kind_display(),
        number=kpi.get_number_display(),
        window_days=kpi.window_days,
        formula=kpi.formula,
        note=kpi.note,
        goals=getattr(kpi, "followed", 0),
        latest=getattr(kpi, "latest", None),
        is_formula=kpi.kind == Kind.FORMULA,
        is_share=kpi.number == Number.RATIO,
        is_sum=kpi.number == Number.FLOW,
    )


def newest_measurements(kpi: Kpi) -> tuple[MeasurementRow, ...]:
    """What was written down last, the newest day first. Two queries."""
    rows = kpi.measurements.prefetch_related("corrections").order_by("-date", "source")[:NEWEST]
    return tuple(_measurement_row(kpi, row) for row in rows)


def every_measurement(kpi: Kpi) -> Iterator[tuple[date, str, str, str, str]]:
    """Day, number, of, source and note of all, ascending, for a file. One query."""
    rows = kpi.measurements.order_by("date", "source").iterator(chunk_size=2000)
    return ((row.date, f"{row.numerator:f}", f"{row.denominator:f}", row.source, row.note) for row in rows)


def find_measurement(workspace: Workspace, measurement_id: int) -> Measurement | None:
    """A measurement of this workspace. One query."""
    mine = Measurement.objects.filter(kpi__workspace=workspace)
    return mine.select_related("kpi__workspace").filter(pk=measurement_id).first()


def _measurement_row(kpi: Kpi, row: Measurement) -> MeasurementRow:
    before = sorted(row.corrections.all(), key=lambda correction: correction.pk, reverse=True)
    unit = "count" if kpi.number == Number.RATIO else kpi.unit
    return MeasurementRow(
        id=row.pk,
        date=row.date,
        amount=Amount(row.numerator, unit),
        of=Amount(row.denominator, "count"),
        source=row.source,
        note=row.note,
        link=row.link,
        who=row.who,
        recorded_at=row.recorded_at,
        was=tuple(Amount(correction.numerator, unit) for correction in before),
    )
