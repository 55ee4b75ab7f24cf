"""Everything that came by of late, so that a new query can be tried on what was really said."""

from django.db import models

from lyhord.channels.models import Source
from lyhord.listening.models.posts import PostRow
from lyhord.organisation.models import Workspace


class HeardPost(PostRow):
    """A post that came by, found by a monitor or not. A rolling window in the order of arrival.

    ``workspace`` is empty for streams that all share. ``key`` and ``author_key`` (``rules.key_of``) find a
    post that is edited or deleted at its source.
    """

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The rows live for hours: a removed source need not be looked for in 300,000 of them.
    source = models.ForeignKey(
        Source,
        on_delete=models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    key = models.BigIntegerField(db_index=True)
    author_key = models.BigIntegerField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["arrived_at"], name="heard_by_arrival")]

    def __str__(self) -> str:
        return f"{self.network} {self.external_id}"
