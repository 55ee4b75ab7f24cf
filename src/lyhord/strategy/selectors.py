"""Questions about strategy and goals. They never write."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.functional import Promise

from lyhord.organisation.models import Workspace
from lyhord.organisation.rules import Function
from lyhord.strategy.amounts import Amount, days_left_text
from lyhord.strategy.line import Line, Stop, line_of
from lyhord.strategy.models import Goal, GoalQuerySet, Milestone, Strategy
from lyhord.strategy.rules import MEASURED_FROM, Measure, time_gone, way_gone


@dataclass(frozen=True, kw_only=True)
class StrategyText:
    """What we want and how we get there."""

    want: str = ""
    way: str = ""
    updated_at: datetime | None = None

    @property
    def is_written(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.want or self.way)


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
    percent: int  # of the way, as far as reached milestones tell
    time_percent: int
    days_left: int

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
    def reached_count(self) -> int:
        """How many milestones are reached."""
        return sum(row.is_reached for row in self.milestones)


def strategy_of(workspace: Workspace) -> StrategyText:
    """The department's strategy; empty when nobody has written it. One query."""
    found = Strategy.objects.filter(workspace=workspace).first()
    return (
        StrategyText(want=found.want, way=found.way, updated_at=found.updated_at) if found else StrategyText()
    )


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
        measure=goal.get_measure_display(),
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
        percent=100 if goal.reached_at else max(reached, default=0),
        time_percent=time_gone(goal.start_date, goal.due_date, today),
        days_left=(goal.due_date - today).days,
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
    return mine.select_related("workspace", "owner__holder__user").prefetch_related(milestones)


def _milestone_row(goal: Goal, milestone: Milestone) -> MilestoneRow:
    return MilestoneRow(
        id=milestone.pk,
        name=milestone.name,
        amount=Amount(milestone.value, goal.unit),
        due_date=milestone.due_date,
        reached_at=milestone.reached_at,
        percent=round(100 * way_gone(milestone.value, goal.baseline, goal.target)),
    )


def _owner_of(goal: Goal) -> str:
    """The person on the owner's seat, else the vacant position's name, else nobody."""
    if goal.owner is None:
        return ""
    return str(goal.owner.holder or goal.owner.get_position_display())
