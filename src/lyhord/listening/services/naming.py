"""Writing names under mentions of which the network told only an opaque id."""

from django.db import transaction

from lyhord.channels import authors
from lyhord.listening.models import Mention
from lyhord.listening.services.upkeep import kept_up
from lyhord.notices.services import tell_browsers

_MOST = 2_000  # looked at
_CHUNK = 250  # changed in a transaction


def name_authors() -> int:
    """Give the newest nameless mentions the handles that were looked up since. Returns how many."""
    rows = Mention.objects.there().filter(author="").exclude(author_id="").order_by("-pk")
    nameless = list(rows.values_list("pk", "network", "author_id")[:_MOST])
    who: dict[tuple[str, str], authors.Known] = {}
    for network in {network for _, network, _ in nameless}:
        ids = {author for _, of_network, author in nameless if of_network == network}
        who |= {(network, one.external_id): one for one in authors.known(network, ids).values() if one.handle}
    known = [(pk, who[network, author]) for pk, network, author in nameless if (network, author) in who]
    for at in range(0, len(known), _CHUNK):
        _name(dict(known[at : at + _CHUNK]))
    return len(known)


@transaction.atomic
def _name(who: dict[int, authors.Known]) -> None:
    mentions = list(Mention.objects.there().filter(pk__in=who, author=""))
    for mention in mentions:
        one = who[mention.pk]
        mention.author, mention.author_name = one.handle[:253], mention.author_name or one.name[:200]
        mention.followers = one.followers if mention.followers is None else mention.followers
    with kept_up({mention.pk for mention in mentions}):
        Mention.objects.bulk_update(mentions, ["author", "author_name", "followers"])
    for workspace in {mention.workspace_id for mention in mentions}:
        tell_browsers(workspace_id=workspace, topic="mentions", count=0)
