"""What the department wants, and how it gets there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace


class Strategy(models.Model):
    """What the department wants and how it gets there. One for each workspace."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="strategy")
    want = models.TextField(_("what do we want"), blank=True)
    way = models.TextField(_("how do we get there"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.want[:60]
