"""Calendar feeds: made once, shown once, kept as hashes, ended at any time."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from lyhord.organisation.audit import record
from lyhord.organisation.models import Member
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Feed


def feed_digest(secret: str) -> str:
    """What is kept of a feed's secret: SHA-256, as hex. It has 256 random bits; a slow hash adds nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(*, member: Member, by: Actor, name: str) -> tuple[Feed, str]:
    """A new feed for the member's calendar, and its secret: nobody sees it again."""
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(member=member, name=name.strip(), digest=feed_digest(secret))
    record("strategy.make_feed", by=by, workspace=member.workspace, about=feed, name=feed.name)
    return feed, secret


@transaction.atomic
def revoke_feed(*, feed: Feed, by: Actor, now: datetime) -> None:
    """The address shows nothing from now on. Once."""
    if Feed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=now):
        record("strategy.revoke_feed", by=by, workspace=feed.member.workspace, about=feed, name=feed.name)
