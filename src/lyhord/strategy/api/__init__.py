"""Strategy, goals and the plan for programs."""

from lyhord.strategy.api.goals import router
from lyhord.strategy.api.numbers import router as numbers_router
from lyhord.strategy.api.plan import plan_router
from lyhord.strategy.api.plan_resources import resources_router

router.add_router("", numbers_router)
router.add_router("", plan_router)
router.add_router("", resources_router)

__all__ = ["router"]
