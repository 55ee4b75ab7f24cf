"""Strategy, goals and the plan for programs."""

from lyhord.strategy.api.goals import router

__all__ = ["router"]
