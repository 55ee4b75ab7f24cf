"""What the worker does for the channels. Listening itself is the listener's."""

from datetime import datetime, timedelta

from django.conf import settings

from lyhord.channels.contract import ChannelError
from lyhord.channels.models import Alias, Gap, Source
from lyhord.channels.networks.bluesky.lookup import look_up_authors
from lyhord.common.work import Chore

_KEPT_GAPS = timedelta(days=400)
_KEPT_REMOVED = timedelta(days=30)
_KEPT_ALIASES = timedelta(days=30)


def learn_authors(now: datetime) -> int:
    """Names and followers of the people behind mentions. A network in trouble is asked again next time."""
    if not settings.LISTEN:
        return 0
    try:
        return look_up_authors(now)
    except ChannelError:
        return 0


def tidy(now: datetime) -> int:
    """Forget what nobody will ask about again: sources long removed, gaps of last year, old aliases."""
    removed, _ = Source.objects.filter(removed_at__lt=now - _KEPT_REMOVED).delete()
    gaps, _ = Gap.objects.filter(to_at__lt=now - _KEPT_GAPS).delete()
    aliases, _ = Alias.objects.filter(at__lt=now - _KEPT_ALIASES).delete()
    return removed + gaps + aliases


CHORES = [
    Chore("channels: learn authors", every=timedelta(seconds=10), run=learn_authors),
    Chore("channels: tidy", every=timedelta(hours=6), run=tidy),
]
