"""Sources we listen to, gaps in them, and the authors behind opaque ids."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace


def without_scheme(address: str) -> str:
    """An address as people read it: without ``https://www.``."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources, by what is asked of them."""

    def there(self) -> "SourceQuerySet":
        """Not removed."""
        return self.filter(removed_at__isnull=True)

    def of(self, workspace: Workspace) -> "SourceQuerySet":
        """The workspace's own, and those that all share; the sample company has only its own."""
        ours = Q(workspace=workspace)
        return self.there().filter(ours if workspace.is_demo else ours | Q(workspace__isnull=True))

    def listening(self) -> "SourceQuerySet":
        """Neither paused nor removed."""
        return self.there().filter(is_active=True)


class Source(models.Model):
    """Something to listen to: a workspace's feed or hashtag, or a public stream that all share."""

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="sources"
    )
    network = models.CharField(max_length=20)
    address = models.CharField(
        _("address"), max_length=500, help_text=_("A feed's URL, a hashtag, a stream.")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_own = models.BooleanField(_("our own"), default=False)
    is_active = models.BooleanField(_("listening"), default=True)
    is_stream = models.BooleanField(default=False, help_text="A line that stays open; else it is visited.")
    cursor = models.TextField(blank=True)
    memory = models.JSONField(
        default=dict, help_text="What a polite visitor remembers: ETag, Last-Modified …"
    )
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_try_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_item_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(
        max_length=300, blank=True, help_text="An English sentence, translated when shown."
    )
    error_params = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "network", "address"], name="source_once_per_workspace"
            ),
            models.UniqueConstraint(
                fields=["network", "address"], condition=Q(workspace__isnull=True), name="shared_source_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.memory.get("title") or without_scheme(self.address))


class Gap(models.Model):
    """A stretch of time of which we know that something may be missing."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="gaps")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.source}: {self.from_at:%Y-%m-%d %H:%M}"


class Author(models.Model):
    """Who stands behind a network's opaque id (a DID): handle, name, followers, when we last looked."""

    network = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    handle = models.CharField(max_length=253, blank=True)
    name = models.CharField(max_length=200, blank=True)
    followers = models.PositiveIntegerField(null=True, blank=True)
    looked_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "external_id"], name="author_once_per_network")
        ]
        indexes = [models.Index(fields=["network", "handle"], name="author_by_handle")]

    def __str__(self) -> str:
        return self.handle or self.external_id


class Alias(models.Model):
    """The name by which a stream will later speak of a post, where that is not the post's own id."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=64)
    external_id = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "alias"], name="alias_once_per_source")]
        indexes = [models.Index(fields=["at"], name="alias_by_age")]

    def __str__(self) -> str:
        return self.alias
