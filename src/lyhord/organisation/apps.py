"""The package as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """People and what they may do."""

    name = "lyhord.organisation"
    label = "organisation"
