"""What a post looks like in our tables."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyhord.percolator import Post


class PostRow(models.Model):
    """The columns that a stored post has, wherever it is stored."""

    network = models.CharField(_("network"), max_length=20)
    external_id = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    type = models.CharField(max_length=20, default="post")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    author = models.CharField(_("author"), max_length=253, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    author_id = models.CharField(max_length=200, blank=True)
    author_url = models.CharField(max_length=2000, blank=True)
    followers = models.PositiveBigIntegerField(null=True, blank=True)
    lang = models.CharField(_("language"), max_length=8, default="und")
    links = models.JSONField(default=list)
    created_at = models.DateTimeField(help_text="When it was published, as far as we can believe it.")
    arrived_at = models.DateTimeField(help_text="When it came to us.")
    version_at = models.DateTimeField(help_text="When, by the source's clock, it became as it is here.")

    class Meta:
        abstract = True

    def to_post(self) -> Post:
        """The post as queries read it."""
        return post_of([getattr(self, name) for name in POST_COLUMNS])


COLUMNS = tuple(field.name for field in PostRow._meta.local_fields)

# In the order of the fields of Post.
POST_COLUMNS = (
    "external_id", "text", "title", "author", "author_name", "lang", "network", "type", "links", "followers",
    "created_at",
)  # fmt: skip


def post_of(columns: Sequence[Any]) -> Post:
    """The post in ``POST_COLUMNS``, as queries read it."""
    return Post(*columns)
