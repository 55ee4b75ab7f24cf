"""The authors that somebody asked about are looked up, a handful at a time."""

from datetime import datetime

from django.conf import settings

from lyhord.channels import authors
from lyhord.channels.authors import Known
from lyhord.channels.networks.bluesky.people import AT_ONCE, People
from lyhord.channels.networks.bluesky.records import NETWORK
from lyhord.common.http import outgoing

_ROUNDS = 8  # of 25: about 200 authors in one go


def look_up_authors(now: datetime) -> int:
    """Learn handles, names and followers of the authors that are wanted; returns how many."""
    people = People(
        outgoing(),
        app_view=str(settings.NETWORKS["bluesky_appview"]),
        directory=str(settings.NETWORKS["bluesky_plc"]),
    )
    _resolve_handles(people)
    learned = 0
    for _ in range(_ROUNDS):
        dids = authors.wanted(NETWORK, limit=AT_ONCE)
        if not dids:
            break
        found = people.profiles(dids)
        learned += authors.learn(
            NETWORK, (Known(one.did, one.handle, one.name, one.followers) for one in found), now=now
        )
    return learned


def _resolve_handles(people: People) -> None:
    handles = authors.wanted_handles(NETWORK, limit=AT_ONCE)
    found = {handle: people.did_of(handle) for handle in handles}
    authors.settle_handles(NETWORK, {h: did for h, did in found.items() if did}, asked=handles)
