"""Questions about strategy, goals and numbers. They never write."""

from lyhord.strategy.selectors.charts import GoalChart, goal_chart
from lyhord.strategy.selectors.goals import (
    GoalRow,
    MilestoneRow,
    find_goal,
    find_milestone,
    goal_row,
    goals_of,
    goals_with_rows,
    line_of_goal,
    removed_goal,
)
from lyhord.strategy.selectors.numbers import find_kpi, kpi_by_key, values_of_kpi
from lyhord.strategy.selectors.strategy import (
    Revision,
    RevisionRow,
    StrategyText,
    changes_of,
    revision_of,
    revisions_of,
    strategy_of,
)

__all__ = [
    "GoalChart",
    "GoalRow",
    "MilestoneRow",
    "Revision",
    "RevisionRow",
    "StrategyText",
    "changes_of",
    "find_goal",
    "find_kpi",
    "find_milestone",
    "goal_chart",
    "goal_row",
    "goals_of",
    "goals_with_rows",
    "kpi_by_key",
    "line_of_goal",
    "removed_goal",
    "revision_of",
    "revisions_of",
    "strategy_of",
    "values_of_kpi",
]
