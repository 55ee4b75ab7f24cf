"""The package as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """People and what they may do."""

    name = "lyhord.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Hear of people's ways in."""
        from lyhord.organisation.sign_ins import listen  # noqa: PLC0415 -- models are ready only now

        listen()
