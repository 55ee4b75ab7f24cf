"""The package as Django knows it."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Monitors and mentions."""

    name = "lyhord.listening"
    label = "listening"
