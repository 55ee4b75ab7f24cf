"""The package as Django knows it."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Sources and their health."""

    name = "lyhord.channels"
    label = "channels"
