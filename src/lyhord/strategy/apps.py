"""The package as Django knows it."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Strategy, goals and milestones."""

    name = "lyhord.strategy"
    label = "strategy"
