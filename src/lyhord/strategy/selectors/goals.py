"""Questions about goals. They never write."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise

from lyhord.organisation.models import Workspace
from lyhord.organisation.rules import Function
from lyhord.strategy.amounts import Amount, about, days_left_text
from lyhord.strategy.line import Line, Stop, line_of
from lyhord.strategy.models import Goal, GoalQuerySet, Milestone
from lyhord.strategy.rules import MEASURED_FROM, Direction, Measure, time_gone, way_gone
from lyhord.strategy.rules.measures import FLATTERING, Kind, Phase
from lyhord.strategy.rules.statuses import Status
from lyhord.strategy.selectors.standing import status_today

STALE_DAYS = 14
BADGES = {
    Status.COMING: "quiet",
    Status.UNKNOWN: "quiet",
    Status.ON_TRACK: "ok",
    Status.AT_RISK: "wait",
    Status.OFF_TRACK: "bad",
    Status.REACHED: "ok",
    Status.MISSED: "bad",
}


@dataclass(frozen=True, kw_only=True)
class MilestoneRow:
    """A milestone as a page shows it."""

    id: int
    name: str
    amount: Amount
    due_date: date | None
    reached_at: datetime | None
    percent: int  # of the way from baseline to target

    @property
    def words(self) -> str:
        """The name, with the number where the name does not say it."""
        return self.name if self.names_number else f"{self.name} ({self.amount})"

    @property
    def names_number(self) -> bool:
        """Whether the name says the number; people type other spaces in it than we do."""
        return "".join(str(self.amount).split()) in "".join(self.name.split())

    @property
    def is_reached(self) -> bool:
        """Cake has been eaten."""
        return self.reached_at is not None


@dataclass(frozen=True, kw_only=True)
class GoalRow:
    """A goal as a page shows it, with its milestones in the order in which they come."""

    id: int
    name: str
    measure: str
    measured_from: Promise
    baseline: Amount
    target: Amount
    start_date: date
    due_date: date
    reached_at: datetime | None
    why: str
    owner: str
    functions: tuple[str, ...]
    milestones: tuple[MilestoneRow, ...]
    percent: int  # of the way, as the latest number tells, else as reached milestones do
    time_percent: int
    days_left: int
    status: Status
    is_kept: bool  # within lowest and highest, rather than on a way
    lowest: Amount | None
    highest: Amount | None
    value: Amount | None
    value_date: date | None
    value_days: int
    value_of_days: int
    outlook: tuple[Amount, Amount, Amount] | None  # low, most likely, high, on the last day
    kpi_id: int | None
    kpi_is_formula: bool
    phase: str
    is_flattering: bool
    takes_over_from: str
    today: date

    @property
    def next_milestone(self) -> MilestoneRow | None:
        """The first that is not reached."""
        return next((row for row in self.milestones if not row.is_reached), None)

    @property
    def is_reached(self) -> bool:
        """The goal itself has been reached."""
        return self.reached_at is not None

    @property
    def days_left_text(self) -> str:
        """How long there is left, in words."""
        return days_left_text(self.days_left)

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(self.status.label)

    @property
    def status_badge(self) -> str:
        """Its colour, which never speaks alone."""
        return BADGES[self.status]

    @property
    def value_age_days(self) -> int:
        """How old the latest number is."""
        return (self.today - self.value_date).days if self.value_date else 0

    @property
    def is_stale(self) -> bool:
        """The latest number is so old that it says little about today."""
        return self.value_age_days > STALE_DAYS

    @property
    def reached_count(self) -> int:
        """How many milestones are reached."""
        return sum(row.is_reached for row in self.milestones)


def goals_of(workspace: Workspace, *, today: date) -> tuple[GoalRow, ...]:
    """The goals, first due first, reached ones last. Two queries."""
    return tuple(row for _goal, row in goals_with_rows(workspace, today=today))


def goals_with_rows(workspace: Workspace, *, today: date) -> tuple[tuple[Goal, GoalRow], ...]:
    """The same, each with its model, for programs that want every field. Two queries."""
    pairs = [(goal, goal_row(goal, today=today)) for goal in _goals(workspace)]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].is_reached, pair[1].due_date, pair[1].id)))


def find_goal(workspace: Workspace, goal_id: int) -> Goal | None:
    """A goal of this workspace that has not been removed. Two queries."""
    return _goals(workspace).filter(pk=goal_id).first()


def find_milestone(workspace: Workspace, milestone_id: int) -> Milestone | None:
    """A milestone of a current goal of this workspace, also a removed one. One query."""
    mine = Milestone.objects.filter(goal__workspace=workspace, goal__removed_at__isnull=True)
    return mine.select_related("goal__workspace").filter(pk=milestone_id).first()


def removed_goal(workspace: Workspace, goal_id: int) -> Goal | None:
    """A goal that was removed and can come back. One query."""
    gone = Goal.objects.filter(workspace=workspace, removed_at__isnull=False)
    return gone.select_related("workspace").filter(pk=goal_id).first()


def goal_row(goal: Goal, *, today: date) -> GoalRow:
    """A goal with its milestones, owner and its progress. No queries when they are fetched."""
    milestones = tuple(_milestone_row(goal, milestone) for milestone in goal.milestones.all())
    on_the_way = tuple(sorted(milestones, key=lambda row: row.percent))
    reached = [row.percent for row in on_the_way if row.is_reached]
    return GoalRow(
        id=goal.pk,
        name=goal.name,
        measure=_measured(goal),
        measured_from=MEASURED_FROM[Measure(goal.measure)],
        baseline=Amount(goal.baseline, goal.unit),
        target=Amount(goal.target, goal.unit),
        start_date=goal.start_date,
        due_date=goal.due_date,
        reached_at=goal.reached_at,
        why=goal.why,
        owner=_owner_of(goal),
        functions=tuple(str(Function(function).label) for function in goal.functions),
        milestones=on_the_way,
        percent=_percent(goal, max(reached, default=0)),
        time_percent=time_gone(goal.start_date, goal.due_date, today),
        days_left=(goal.due_date - today).days,
        **_known(goal, today),
    )


def line_of_goal(goal: GoalRow, *, today: date) -> Line:
    """The drawing of a goal's way."""
    between = (
        Stop(row.name, row.amount.value, row.due_date, row.is_reached, str(row.amount))
        for row in goal.milestones
    )
    first = Stop("", goal.baseline.value, goal.start_date, True, str(goal.baseline))
    last = Stop(goal.name, goal.target.value, goal.due_date, goal.is_reached, str(goal.target))
    return line_of(first, last, between, today=today)


def _goals(workspace: Workspace) -> GoalQuerySet:
    milestones = Prefetch("milestones", Milestone.objects.current().order_by("value"))
    mine = Goal.objects.current().filter(workspace=workspace)
    return mine.select_related("workspace", "owner__holder__user", "kpi", "takes_over_from").prefetch_related(
        milestones
    )


def _milestone_row(goal: Goal, milestone: Milestone) -> MilestoneRow:
    return MilestoneRow(
        id=milestone.pk,
        name=milestone.name,
        amount=Amount(milestone.value, goal.unit),
        due_date=milestone.due_date,
        reached_at=milestone.reached_at,
        percent=round(100 * way_gone(milestone.value, goal.baseline, goal.target)),
    )


def _known(goal: Goal, today: date) -> dict[str, Any]:
    """What the numbers say, as ``weigh`` wrote it; what the calendar alone changes is said for today."""

    def amount(value: Decimal | float | None) -> Amount | None:
        return None if value is None else about(value, goal.unit)

    outlook = (amount(goal.outlook_low), amount(goal.outlook), amount(goal.outlook_high))
    return {
        "status": status_today(goal, today),
        "is_kept": goal.direction == Direction.KEEP,
        "lowest": None if goal.lowest is None else Amount(goal.lowest, goal.unit),
        "highest": None if goal.highest is None else Amount(goal.highest, goal.unit),
        "value": amount(goal.value),
        "value_date": goal.value_date,
        "value_days": goal.value_days,
        "value_of_days": goal.value_of_days,
        "outlook": None if goal.outlook is None else outlook,
        "kpi_id": goal.kpi_id,
        "kpi_is_formula": goal.kpi is not None and goal.kpi.kind == Kind.FORMULA,
        "phase": str(Phase(goal.phase).label),
        "is_flattering": goal.measure in FLATTERING,
        "takes_over_from": goal.takes_over_from.name if goal.takes_over_from else "",
        "today": today,
    }


def _measured(goal: Goal) -> str:
    """What is measured: the KPI's name, except where it only repeats the goal's."""
    named = str(goal.kpi) if goal.kpi else ""
    return goal.get_measure_display() if named in {"", goal.name} else named


def _percent(goal: Goal, by_milestones: int) -> int:
    if goal.reached_at:
        return 100
    if goal.value is None or goal.direction == Direction.KEEP:
        return by_milestones
    return round(100 * min(max(way_gone(goal.value, goal.baseline, goal.target), 0.0), 1.0))


def _owner_of(goal: Goal) -> str:
    """The person on the owner's seat, else the vacant position's name, else nobody."""
    if goal.owner is None:
        return ""
    return str(goal.owner.holder or goal.owner.get_position_display())
