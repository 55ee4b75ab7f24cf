"""Questions about the outbox. They never write."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection
from django.db.models import Max, Sum
from django.urls import reverse

from lyhord.notices.models import LiveEvent
from lyhord.notices.rules import topics_for
from lyhord.organisation.models import User, Workspace
from lyhord.organisation.permissions import granted
from lyhord.organisation.selectors import membership, positions_of

LATE = timedelta(seconds=10)
_SESSIONS = import_module(settings.SESSION_ENGINE).SessionStore()


@dataclass(frozen=True, slots=True)
class News:
    """Something new for the pages of one workspace; ``id`` is where to go on from."""

    id: int
    workspace_id: int
    topic: str
    count: int


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody whose page is open: what they may hear, and where."""

    user: User
    slug: str
    session_key: str
    workspace_id: int
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class LiveLine:
    """What a page needs to be told: the address of the stream, and from which event on."""

    url: str
    after: int


def newest_event() -> int:
    """The id of the newest event, 0 when there is none. One query."""
    return LiveEvent.objects.aggregate(newest=Max("id"))["newest"] or 0


def settled_event(*, now: datetime) -> int:
    """The newest event below which no other can still turn up. One query.

    SQLite has one writer at a time, so its ids become visible in order. Elsewhere an event with a lower id
    can be committed after one with a higher; ``LATE`` is how long a transaction may take for that.
    """
    if connection.vendor == "sqlite":
        return newest_event()
    settled = LiveEvent.objects.filter(at__lt=now - LATE).order_by("-id")
    return settled.values_list("id", flat=True).first() or 0


def live_line(workspace: Workspace) -> LiveLine:
    """For the page that is shown now: nothing that comes after it is missed. One query."""
    return LiveLine(url=reverse("notices:live", kwargs={"workspace": workspace.slug}), after=newest_event())


def events_after(event_id: int, *, limit: int = 1000) -> list[News]:
    """The next events of all workspaces, in order. One query."""
    rows = LiveEvent.objects.filter(id__gt=event_id).order_by("id")
    return [News(*row) for row in rows.values_list("id", "workspace_id", "topic", "count")[:limit]]


def missed_news(listener: Listener, *, after: int, now: datetime) -> list[News]:
    """What happened since ``after``, one line per topic. Two queries.

    What is not settled is told again: hearing of something twice costs a look, missing it a mention.
    """
    start = min(after, settled_event(now=now))
    waiting = LiveEvent.objects.filter(workspace_id=listener.workspace_id, topic__in=listener.topics)
    lines = waiting.filter(id__gt=start).order_by("topic").values("topic")
    counted = lines.annotate(newest=Max("id"), several=Sum("count"))
    return [News(line["newest"], listener.workspace_id, line["topic"], line["several"]) for line in counted]


def listener_of(user: User, slug: str, *, session_key: str, now: datetime) -> Listener | None:
    """Who may hear what of the workspace today; None for strangers and who has left. Two queries."""
    member = membership(user, slug) if user.is_active else None
    if member is None:
        return None
    today = now.astimezone(member.workspace.zone).date()
    rights = granted(positions_of(member, today=today))
    if not rights:
        return None
    return Listener(user, slug, session_key, member.workspace_id, topics_for(rights))


def may_still_listen(listener: Listener, *, now: datetime) -> Collection[str]:
    """The topics from now on; none when session, account or membership has ended. Four queries."""
    user = User.objects.filter(pk=listener.user.pk).first()
    if user is None or not _SESSIONS.exists(listener.session_key):
        return frozenset()
    again = listener_of(user, listener.slug, session_key=listener.session_key, now=now)
    return again.topics if again else frozenset()
