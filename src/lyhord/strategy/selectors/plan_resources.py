"""Questions about resources, what they really were, and how often we promised to post."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import get_day_names
from django.db.models import Prefetch
from django.utils.translation import get_language

from lyhord.organisation.models import Workspace
from lyhord.strategy.amounts import Amount
from lyhord.strategy.models import Cadence, Resource, ResourceMonth
from lyhord.strategy.rules import Unit
from lyhord.strategy.rules.plan import ResourceKind
from lyhord.strategy.selectors.plan import name_of

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class ResourceMonthRow:
    """A month of a resource: what was planned, what it really was (nothing: nobody has said)."""

    month: date
    planned: Amount | None
    actual: Amount | None

    @property
    def is_more(self) -> bool:
        """More than planned."""
        return self.actual is not None and self.actual.value > (self.planned.value if self.planned else 0)


@dataclass(frozen=True, kw_only=True)
class ResourceRow:
    """A resource with its months."""

    id: int
    kind: ResourceKind
    name: str
    who: str
    amount: Amount
    from_date: date
    to_date: date | None
    came_date: date | None
    note: str
    months: tuple[ResourceMonthRow, ...]
    today: date

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    @property
    def is_people(self) -> bool:
        """A share of somebody's time, not money."""
        return self.kind == ResourceKind.PEOPLE

    @property
    def is_missing(self) -> bool:
        """It should be here, and nobody has said that it came."""
        is_over = self.to_date is not None and self.to_date < self.today
        return self.came_date is None and self.from_date < self.today and not is_over

    @property
    def days_late(self) -> int:
        """How much later than planned it came."""
        return (self.came_date - self.from_date).days if self.came_date else 0


@dataclass(frozen=True, kw_only=True)
class BudgetMonth:
    """A month of all money together."""

    month: date
    planned: Amount
    actual: Amount | None


@dataclass(frozen=True, kw_only=True)
class CadenceRow:
    """A promise for a channel. ``is_now``: the one that counts today."""

    id: int
    channel: str
    posts_per_week: int
    weekdays: tuple[int, ...]
    from_date: date
    goal: str
    goal_id: int | None
    is_now: bool
    is_coming: bool

    @property
    def days_text(self) -> str:
        """The weekdays in words; empty when any day will do."""
        names = get_day_names("abbreviated", locale=(get_language() or "en").split("-")[0])
        return ", ".join(names[day] for day in self.weekdays)


def resources_of(workspace: Workspace, *, today: date) -> tuple[ResourceRow, ...]:
    """The resources, people first, then in the order in which they come. Two queries."""
    months = Prefetch("months", ResourceMonth.objects.order_by("month"))
    rows = Resource.objects.current().filter(workspace=workspace)
    found = rows.select_related("seat__holder__user").prefetch_related(months)
    order = list(ResourceKind)
    made = [_resource(row, today) for row in found]
    return tuple(sorted(made, key=lambda row: (order.index(row.kind), row.from_date, row.id)))


def find_resource(workspace: Workspace, resource_id: int, *, removed: bool = False) -> Resource | None:
    """The resource itself. One query."""
    rows = Resource.objects.filter(workspace=workspace, removed_at__isnull=not removed)
    return rows.select_related("workspace").filter(pk=resource_id).first()


def budget_of(resources: tuple[ResourceRow, ...]) -> tuple[BudgetMonth, ...]:
    """All money month by month. No queries."""
    paid = [row for row in resources if not row.is_people]
    months = sorted({each.month for row in paid for each in row.months})
    return tuple(_budget(month, paid) for month in months)


def cadences_of(workspace: Workspace, *, today: date) -> tuple[CadenceRow, ...]:
    """The promises, by channel, the newest first. One query."""
    rows = Cadence.objects.current().filter(workspace=workspace).select_related("goal")
    found = sorted(rows, key=lambda row: (row.channel.casefold(), -row.from_date.toordinal()))
    counts = {row.channel.casefold(): row.pk for row in reversed(found) if row.from_date <= today}
    return tuple(_cadence(row, counts.get(row.channel.casefold()) == row.pk, today) for row in found)


def find_cadence(workspace: Workspace, cadence_id: int, *, removed: bool = False) -> Cadence | None:
    """The promise itself. One query."""
    rows = Cadence.objects.filter(workspace=workspace, removed_at__isnull=not removed)
    return rows.select_related("workspace", "goal").filter(pk=cadence_id).first()


def _resource(row: Resource, today: date) -> ResourceRow:
    kind = ResourceKind(row.kind)
    unit = Unit.PERCENT if kind == ResourceKind.PEOPLE else Unit.SEK
    return ResourceRow(
        id=row.pk,
        kind=kind,
        name=row.name,
        who=name_of(row.seat),
        amount=Amount(row.amount, unit),
        from_date=row.from_date,
        to_date=row.to_date,
        came_date=row.came_date,
        note=row.note,
        months=_months(row, unit, today),
        today=today,
    )


def _months(row: Resource, unit: Unit, today: date) -> tuple[ResourceMonthRow, ...]:
    """From its first month on, at most a year, not further than three months from now."""
    actual = {each.month: Amount(each.amount, unit) for each in row.months.all()}
    first = row.from_date.replace(day=1)
    last = min(row.to_date or _later(today, 3), _later(today, 3))
    planned = {month for number in range(MONTHS) if (month := _later(first, number)) <= last}
    plan = Amount(row.amount, unit)
    return tuple(
        ResourceMonthRow(month=month, planned=plan if month in planned else None, actual=actual.get(month))
        for month in sorted(planned | actual.keys())
    )


def _later(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _budget(month: date, rows: list[ResourceRow]) -> BudgetMonth:
    there = [each for row in rows for each in row.months if each.month == month]
    actual = [each.actual.value for each in there if each.actual]
    planned = sum((each.planned.value for each in there if each.planned), Decimal(0))
    return BudgetMonth(
        month=month,
        planned=Amount(planned, Unit.SEK),
        actual=Amount(sum(actual, Decimal(0)), Unit.SEK) if actual else None,
    )


def _cadence(row: Cadence, is_now: bool, today: date) -> CadenceRow:
    goal = row.goal if row.goal and row.goal.removed_at is None else None
    return CadenceRow(
        id=row.pk,
        channel=row.channel,
        posts_per_week=row.posts_per_week,
        weekdays=tuple(row.weekdays),
        from_date=row.from_date,
        goal=goal.name if goal else "",
        goal_id=goal.pk if goal else None,
        is_now=is_now,
        is_coming=row.from_date > today,
    )
