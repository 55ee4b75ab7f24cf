"""The nouns of strategy: what we want, the goals, the numbers, the cakes."""

from lyhord.strategy.models.cakes import Celebration
from lyhord.strategy.models.goals import Goal, GoalQuerySet, Milestone, MilestoneQuerySet
from lyhord.strategy.models.numbers import Correction, Kpi, Measurement
from lyhord.strategy.models.plan import (
    Action,
    ActionPart,
    Cadence,
    Dependency,
    Feed,
    Resource,
    ResourceMonth,
)
from lyhord.strategy.models.strategy import Strategy, StrategyRevision

__all__ = [
    "Action",
    "ActionPart",
    "Cadence",
    "Celebration",
    "Correction",
    "Dependency",
    "Feed",
    "Goal",
    "GoalQuerySet",
    "Kpi",
    "Measurement",
    "Milestone",
    "MilestoneQuerySet",
    "Resource",
    "ResourceMonth",
    "Strategy",
    "StrategyRevision",
]
