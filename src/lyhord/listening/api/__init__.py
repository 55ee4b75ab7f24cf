"""Listening over the API: mentions, monitors, named lists."""

from lyhord.listening.api.lists import router as lists_router
from lyhord.listening.api.mentions import router as mentions_router
from lyhord.listening.api.monitors import router as monitors_router

__all__ = ["lists_router", "mentions_router", "monitors_router"]
