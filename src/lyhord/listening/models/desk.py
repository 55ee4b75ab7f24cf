"""What the department does with its mentions: muting, saved views."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lyhord.listening.rules import MuteKind
from lyhord.organisation.models import Member, User, Workspace


class Mute(models.Model):
    """An author or a site that the workspace does not want to see. What it says is kept, apart from the rest.

    Author: ``value`` is the network's id of the author, else the handle. Site: a host, with all below it.
    ``position``: mentions below this id still have to be gone through; empty when all is done.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="mutes")
    kind = models.CharField(max_length=6, choices=MuteKind.choices)
    network = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=253)
    label = models.CharField(_("name"), max_length=253)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    position = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "network", "value"],
                condition=Q(ended_at__isnull=True),
                name="mute_once",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="mute_means_somebody"),
            models.CheckConstraint(condition=Q(kind__in=MuteKind.values), name="mute_kind_exists"),
        ]

    def __str__(self) -> str:
        return self.label


class SavedView(models.Model):
    """A filter with a name: one person's, or (no owner) everybody's."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=60)
    filters = models.JSONField(default=dict)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", "owner", Lower("name"), condition=Q(owner__isnull=False), name="own_view_once"
            ),
            models.UniqueConstraint(
                "workspace", Lower("name"), condition=Q(owner__isnull=True), name="shared_view_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
