"""What is there already of the posts in a batch."""

from collections.abc import Collection
from datetime import datetime

from lyhord.listening.models import Gone, HeardPost, Mention
from lyhord.listening.rules import key_of


def post_key(network: str, external_id: str, workspace: int | None) -> int:
    """The key of a post as a stream tells of it: one that all share, or one of a workspace."""
    return key_of(network, external_id, str(workspace or ""))


def author_key(network: str, author_id: str, workspace: int | None) -> int:
    """The key of an author; 0 for nobody in particular."""
    return key_of(network, "author", author_id, str(workspace or "")) if author_id else 0


def gone_name(network: str, external_id: str) -> str:
    """What stands in place of the external id of a mention that was deleted at its source."""
    return f"gone:{key_of(network, external_id):x}"


def gone_since(keys: Collection[int]) -> dict[int, datetime]:
    """Which of these posts and authors are known to be gone, and since when. One query."""
    return dict(Gone.objects.filter(pk__in=keys).values_list("pk", "at"))


def mentions_known(network: str, ids: Collection[str], *, workspace: int | None) -> list[Mention]:
    """Mentions of these posts, in ``workspace`` or (None) in all; deleted ones stand there by ``gone_name``.

    One query; the rows have no text.
    """
    names = [*ids, *(gone_name(network, external_id) for external_id in ids)]
    rows = Mention.objects.filter(network=network, external_id__in=names)
    if workspace is not None:
        rows = rows.filter(workspace=workspace)
    return list(rows.only("id", "workspace_id", "network", "external_id", "version_at", "deleted_at"))


def heard_versions(keys: Collection[int]) -> dict[int, datetime]:
    """The time of the version we have heard of each post. One query."""
    return dict(HeardPost.objects.filter(key__in=keys).values_list("key", "version_at"))
