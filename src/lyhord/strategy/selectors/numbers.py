"""Questions about KPIs and their numbers."""

from collections.abc import Iterable, Mapping
from datetime import date

from lyhord.organisation.models import Workspace
from lyhord.strategy.models import Kpi, Measurement
from lyhord.strategy.rules import Measure, Unit
from lyhord.strategy.rules.formulas import Formula, parse
from lyhord.strategy.rules.measures import Kind
from lyhord.strategy.rules.numbers import Point, Value, values_of

DEEPEST = 10  # formulas made of formulas; a circle cannot be saved, and would end here


def find_kpi(workspace: Workspace, kpi_id: int) -> Kpi | None:
    """A KPI of this workspace, also a removed one. One query."""
    return Kpi.objects.select_related("workspace").filter(workspace=workspace, pk=kpi_id).first()


def kpi_by_key(workspace: Workspace, key: str) -> Kpi | None:
    """A current KPI by its short name. One query."""
    return Kpi.objects.current().select_related("workspace").filter(workspace=workspace, key=key).first()


def own_kpis(workspace: Workspace) -> list[Kpi]:
    """Numbers that the company made itself. One query."""
    mine = Kpi.objects.current().filter(workspace=workspace).exclude(key__in=Measure.values)
    return list(mine.order_by("name", "pk"))


def values_of_kpi(kpi: Kpi) -> list[Value]:
    """Its numbers day by day, ascending. One query; a formula needs two, however much it is made of."""
    return values_of_kpis([kpi])[kpi.pk]


def values_of_kpis(kpis: Iterable[Kpi]) -> dict[int, list[Value]]:
    """The numbers of several, by the KPI's id. One query; with formulas two."""
    wanted = {kpi.pk: kpi for kpi in kpis}
    if not wanted:
        return {}
    if all(kpi.kind != Kind.FORMULA for kpi in wanted.values()):
        points = _points(wanted.values())
        return {pk: _numbers(kpi, points.get(pk, ())) for pk, kpi in wanted.items()}
    workspace = next(iter(wanted.values())).workspace_id
    everything = {kpi.key: kpi for kpi in Kpi.objects.current().filter(workspace_id=workspace)}
    points = _points([kpi for kpi in everything.values() if kpi.kind != Kind.FORMULA])
    return {pk: _computed(kpi, everything, points, DEEPEST) for pk, kpi in wanted.items()}


def dependants_of(kpi: Kpi) -> list[Kpi]:
    """The KPI and every formula that is made of it, also by way of others. One query."""
    formulas = Kpi.objects.current().filter(workspace_id=kpi.workspace_id, kind=Kind.FORMULA)
    names = {each: parse(each.formula).names for each in formulas}
    found = [kpi]
    for known in found:
        found += [each for each, needs in names.items() if known.key in needs and each not in found]
    return found


def _points(kpis: Iterable[Kpi]) -> dict[int, list[Point]]:
    """The measurements of all of them, ascending."""
    rows = Measurement.objects.filter(kpi__in=[kpi.pk for kpi in kpis]).order_by("kpi", "date")
    found: dict[int, list[Point]] = {}
    for kpi, day, above, below, source in rows.values_list(
        "kpi", "date", "numerator", "denominator", "source"
    ).iterator(chunk_size=5000):
        found.setdefault(kpi, []).append(Point(day, above, below, source))
    return found


def _numbers(kpi: Kpi, points: Iterable[Point]) -> list[Value]:
    shape = kpi.shape
    return values_of(
        points,
        number=shape.number,
        window_days=shape.window_days,
        is_daily=shape.is_daily,
        times=100 if kpi.unit == Unit.PERCENT else 1,
    )


def _computed(
    kpi: Kpi, kpis: Mapping[str, Kpi], points: Mapping[int, list[Point]], depth: int
) -> list[Value]:
    """The formula on every day on which all its parts have a number."""
    if kpi.kind != Kind.FORMULA:
        return _numbers(kpi, points.get(kpi.pk, ()))
    formula = parse(kpi.formula)
    parts = {
        name: {value.day: value for value in _computed(kpis[name], kpis, points, depth - 1)}
        for name in formula.names
        if name in kpis and depth
    }
    days = set.intersection(*(set(part) for part in parts.values())) if parts else set()
    return [value for day in sorted(days) if (value := _on(day, formula, parts))]


def _on(day: date, formula: Formula, parts: Mapping[str, Mapping[date, Value]]) -> Value | None:
    """The formula's value on ``day``; as whole as the least whole of its parts."""
    there = {name: part[day] for name, part in parts.items()}
    result = formula.value({name: value.value for name, value in there.items()})
    least = min(there.values(), key=lambda value: value.days / value.of_days)
    return None if result is None else Value(day, result, least.days, least.of_days)
