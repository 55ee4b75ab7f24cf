"""The package as Django knows it."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Templates and static files that every page uses."""

    name = "lyhord.common"
    label = "common"
