"""The nouns of strategy: what we want, the goals, the numbers, the cakes."""

from lyhord.strategy.models.cakes import Celebration
from lyhord.strategy.models.goals import Goal, GoalQuerySet, Milestone, MilestoneQuerySet
from lyhord.strategy.models.numbers import Correction, Kpi, Measurement
from lyhord.strategy.models.strategy import Strategy, StrategyRevision

__all__ = [
    "Celebration",
    "Correction",
    "Goal",
    "GoalQuerySet",
    "Kpi",
    "Measurement",
    "Milestone",
    "MilestoneQuerySet",
    "Strategy",
    "StrategyRevision",
]
