"""``lyhord rebuild_counts``: count all mentions anew."""

from typing import Any

from django.core.management.base import BaseCommand

from lyhord.listening.services import rebuild_counts
from lyhord.organisation.models import Workspace


class Command(BaseCommand):
    """Makes the roll-ups anew from the mentions; everything may go on meanwhile."""

    help = "Count all mentions anew, day by day; everything may go on meanwhile."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401 -- Django's own shape
        """Count."""
        for workspace in Workspace.objects.order_by("pk"):
            days = rebuild_counts(workspace)
            self.stdout.write(f"{workspace.slug}: {days} days")
