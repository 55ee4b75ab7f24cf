"""The organisation over the API: the workspace, its people, units, seats and invitations."""

from lyhord.organisation.api.people import router as people_router
from lyhord.organisation.api.structure import router as structure_router

__all__ = ["people_router", "structure_router"]
