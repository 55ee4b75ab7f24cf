"""Strategy, goals and the plan for programs."""

from lyhord.strategy.api.goals import router as goals_router
from lyhord.strategy.api.numbers import router as numbers_router
from lyhord.strategy.api.plan import plan_router
from lyhord.strategy.api.plan_resources import resources_router

__all__ = ["goals_router", "numbers_router", "plan_router", "resources_router"]
