"""A workspace that goes takes what it heard with it."""

from django.db import transaction

from lyhord.listening.models import Mention
from lyhord.listening.search import index
from lyhord.organisation.models import Workspace

_CHUNK = 5_000


@transaction.atomic
def forget_mentions(workspace: Workspace) -> int:
    """Take every mention of the workspace out of the text index and the tables; how many there were.

    The index knows no foreign keys: rows deleted by the database alone would stay in it.
    """
    forgotten = 0
    mentions = Mention.objects.of(workspace)
    while ids := list(mentions.values_list("pk", flat=True)[:_CHUNK]):
        index.remove(ids)
        Mention.objects.filter(pk__in=ids).delete()
        forgotten += len(ids)
    return forgotten
