"""Pure decisions of strategy: ``goals``, ``numbers``, ``pace``, ``reaching``, ``statuses``, ``formulas`` …"""

from lyhord.strategy.rules.goals import (
    MEASURED_FROM,
    Direction,
    GoalEndsTooEarly,
    GoalGoesNowhere,
    Measure,
    MilestoneOffTheWay,
    MilestoneTaken,
    StrategyError,
    Unit,
    check_goal,
    check_milestone,
    direction_of,
    time_gone,
    way_gone,
)

__all__ = [
    "MEASURED_FROM",
    "Direction",
    "GoalEndsTooEarly",
    "GoalGoesNowhere",
    "Measure",
    "MilestoneOffTheWay",
    "MilestoneTaken",
    "StrategyError",
    "Unit",
    "check_goal",
    "check_milestone",
    "direction_of",
    "time_gone",
    "way_gone",
]
