"""``lyhord rebuild_index``: put all mentions into the text index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from lyhord.listening.services import rebuild_index


class Command(BaseCommand):
    """Makes the text index anew from the mentions; everything may go on meanwhile."""

    help = "Put all mentions into the text index anew; everything may go on meanwhile."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401 -- Django's own shape
        """Index."""
        self.stdout.write(f"{rebuild_index()} mentions")
