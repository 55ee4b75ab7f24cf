"""What was said about us, which monitors found it, and what is known to be gone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.channels.models import Source
from lyhord.listening.models.monitors import Monitor
from lyhord.listening.models.posts import PostRow
from lyhord.listening.rules import State
from lyhord.organisation.models import Workspace


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions by name of what is asked."""

    def of(self, workspace: Workspace) -> "MentionQuerySet":
        """Those of one workspace."""
        return self.filter(workspace=workspace)

    def there(self) -> "MentionQuerySet":
        """Those that were not deleted at their source."""
        return self.filter(deleted_at__isnull=True)

    def counted(self) -> "MentionQuerySet":
        """Those that stand in the numbers: there, and not muted."""
        return self.there().filter(is_muted=False)


class Mention(PostRow):
    """A post that at least one monitor of the workspace has found. One row, however many monitors match.

    The id grows with the time of publication (``rules.first_id``): the highest is the newest. A mention that
    is deleted at its source stays as an empty row (``deleted_at``), with a key in place of its external id,
    so that nothing brings it back.
    """

    id = models.BigIntegerField(primary_key=True)
    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    source = models.ForeignKey(
        Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="mentions"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=4, choices=State.choices, default=State.NEW)
    is_muted = models.BooleanField(_("muted"), default=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "external_id", "workspace"], name="mention_once_per_workspace"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="mention_state_exists"),
            models.CheckConstraint(condition=Q(id__gte=0), name="mention_id_is_a_time"),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True)
                | Q(text="", title="", author="", author_name="", url=""),
                name="deleted_mention_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "id"], name="mention_by_time"),
            models.Index(fields=["network", "author_id"], name="mention_by_author"),
            models.Index(
                fields=["workspace", "id"],
                condition=Q(state="new", is_muted=False, deleted_at__isnull=True),
                name="mention_unread",
            ),
            models.Index(
                fields=["id"],
                condition=Q(author="", deleted_at__isnull=True) & ~Q(author_id=""),
                name="mention_nameless",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.external_id}"


class Hit(models.Model):
    """A monitor found a mention, with the wording of ``version``."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="hits")
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="hits", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["monitor", "mention"], name="hit_once")]

    def __str__(self) -> str:
        return f"{self.monitor_id} → {self.mention_id}"


class Gone(models.Model):
    """A post, or all earlier posts of an author, known to be gone. Holds no name: the key is a hash of it."""

    key = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key:x}"
