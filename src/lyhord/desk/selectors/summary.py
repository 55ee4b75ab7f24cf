"""The founded department on one page."""

from dataclasses import dataclass
from datetime import datetime

from lyhord.listening.selectors import MonitorRow, monitor_list
from lyhord.organisation.models import Workspace
from lyhord.organisation.rules import Sourcing, Structure
from lyhord.organisation.selectors import functions_of
from lyhord.organisation.selectors.structure import FunctionRow, SeatRow, seat_rows
from lyhord.strategy.selectors import GoalRow, StrategyText, goals_of, strategy_of


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was founded: how it is built, who does what, what for, and what it listens for."""

    name: str
    founded_at: datetime | None
    structure: str
    joins: str
    contributes: tuple[str, ...]
    sourcing: str
    sourcing_note: str
    seats: tuple[SeatRow, ...]
    hours: float
    functions: tuple[FunctionRow, ...]
    strategy: StrategyText
    goals: tuple[GoalRow, ...]
    monitors: tuple[MonitorRow, ...]


def summary_of(workspace: Workspace, *, now: datetime) -> Summary:
    """The department as it is today. Nine queries."""
    today = now.astimezone(workspace.zone).date()
    seats = seat_rows(workspace, today=today, now=now)
    lines = (line.strip(" -–•\t") for line in workspace.contributes.splitlines())
    return Summary(
        name=workspace.name,
        founded_at=workspace.founded_at,
        structure=str(Structure(workspace.structure).label) if workspace.structure else "",
        joins=workspace.joins,
        contributes=tuple(line for line in lines if line),
        sourcing=str(Sourcing(workspace.sourcing).label) if workspace.sourcing else "",
        sourcing_note=workspace.sourcing_note,
        seats=tuple(seat for seat in seats if not seat.is_over),
        hours=float(sum(seat.hours_per_week for seat in seats if not seat.is_over)),
        functions=tuple(row for row in functions_of(workspace) if row.is_chosen),
        strategy=strategy_of(workspace),
        goals=goals_of(workspace, today=today),
        monitors=monitor_list(workspace, now=now),
    )
