"""The package as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The outbox and the pulse of our processes."""

    name = "lyhord.notices"
    label = "notices"
