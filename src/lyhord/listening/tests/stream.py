"""What a network tells, in few words; and monitors to hear it with."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from lyhord.channels.contract import Batch, Event, Kind
from lyhord.channels.models import Source
from lyhord.listening import services
from lyhord.listening.models import DayCount, Hit, HourCount, Mention
from lyhord.listening.rules.counting import deltas
from lyhord.listening.selectors.upkeep import counted, indexed
from lyhord.listening.services import MonitorWish
from lyhord.organisation.requests import Actor
from lyhord.percolator import Post

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MACHINE = Actor.machine("test")


def shared_source(network="bluesky"):
    return Source.objects.create(network=network, address="stream", name=network.title())


def own_source(workspace, network="rss", **more):
    return Source.objects.create(
        workspace=workspace, network=network, address="https://a.example/feed", **more
    )


def posted(name, text="Gott kaffe", minute=0, *, author="anna", handle=None, kind=Kind.POSTED, **more):
    """Somebody said something, ``minute`` minutes after noon."""
    at = NOON + timedelta(minutes=minute)
    handle = f"{author}.example" if handle is None else handle
    fields = {"lang": "sv", "author": handle, "author_name": author.title(), "created_at": at} | more
    url = f"https://{author}.example/{name}"
    return Event(
        kind=kind,
        external_id=name,
        at=at,
        post=Post(name, text, **fields),
        url=url,
        author_id=f"did:{author}",
    )


def edited(name, text, minute, **more):
    return posted(name, text, minute, kind=Kind.EDITED, **more)


def deleted(name, minute=0):
    return Event(kind=Kind.DELETED, external_id=name, at=NOON + timedelta(minutes=minute))


def author_gone(author, minute=0):
    at = NOON + timedelta(minutes=minute)
    return Event(kind=Kind.AUTHOR_GONE, external_id="", at=at, author_id=f"did:{author}")


def hear(source, *events, cursor="1", missed=None, now=NOON + timedelta(hours=1)):
    return services.archive(source=source, batch=Batch(events=events, cursor=cursor, missed=missed), now=now)


def listen_for(workspace, query, name="", **more):
    wish = MonitorWish(name=name or query[:40], query=query, purpose="Test", **more)
    return services.create_monitor(workspace=workspace, by=MACHINE, asked=wish)


def heard_texts(workspace):
    return sorted(Mention.objects.of(workspace).there().values_list("text", flat=True))


def found(monitor):
    """External ids of what a monitor found."""
    return sorted(Hit.objects.filter(monitor=monitor).values_list("mention__external_id", flat=True))


def is_in_step():
    """Whether roll-ups and index are what the mentions say."""
    ids = list(Mention.objects.values_list("pk", flat=True))
    slots = deltas({}, counted(ids))
    hours, days = {}, {}
    for slot, number in slots.items():
        hour = slot.workspace, slot.monitor or None, slot.hour, slot.network, slot.lang
        day = slot.workspace, slot.monitor or None, slot.day, slot.network, slot.lang
        hours[hour] = hours.get(hour, 0) + number
        days[day] = days.get(day, 0) + number
    return (hours, days, dict(indexed(ids))) == (
        _counts(HourCount, "hour"),
        _counts(DayCount, "day"),
        kept_tokens(),
    )


def kept_tokens():
    """What the index holds: id → tokens."""
    asked = {
        "sqlite": "SELECT rowid, tokens FROM listening_index",
        "postgresql": "SELECT id, tsvector_to_array(tokens) FROM listening_mention WHERE tokens IS NOT NULL",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        rows = cursor.fetchall()
    return {
        number: tokens if isinstance(tokens, str) else " ".join(sorted(tokens)) for number, tokens in rows
    }


def _counts(model, when):
    rows = model.objects.exclude(mentions=0)
    return {
        tuple(key): number
        for *key, number in rows.values_list("workspace", "monitor", when, "network", "lang", "mentions")
    }
