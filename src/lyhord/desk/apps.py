"""The package as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The front door."""

    name = "lyhord.desk"
    label = "desk"
