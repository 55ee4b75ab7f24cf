"""The package as Django knows it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Measures: one file for each number that is counted by itself."""

    name = "lyhord.reporting"
    label = "reporting"
