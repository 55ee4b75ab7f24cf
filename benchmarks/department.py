# ruff: noqa: E402 -- Django is set up before our own modules are imported
"""A department with a large archive, for ``benchmarks/listening.py``.

    python benchmarks/department.py --mentions 1000000 --monitors 1000 --heard 300000

Made by the product's own functions, a few thousand rows a transaction, in LYHORD_DATA (or at
LYHORD_DATABASE_URL). Texts and most queries are those of ``benchmarks/world.py``; every monitor also asks for
a name of its own, and each mention has the name of the monitor that found it: common and rare ones.
"""

import argparse
import os
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import django
from django.core.management import call_command
from django.db import connection, transaction

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "lyhord.config.settings"
django.setup()

from benchmarks.world import World

from lyhord.channels.contract import Event, Kind
from lyhord.channels.models import Source
from lyhord.channels.services import ensure_shared_sources
from lyhord.listening.models import HeardPost, Hit, Mention, Monitor, MonitorVersion, Revision
from lyhord.listening.rules import first_id, key_of
from lyhord.listening.rules.counting import Counted, deltas
from lyhord.listening.rules.fitting import columns
from lyhord.listening.search import index, tokens
from lyhord.listening.selectors import known
from lyhord.listening.services.counts import add_counts
from lyhord.listening.services.days import follow_zones
from lyhord.listening.services.inserting import insert
from lyhord.organisation.models import User
from lyhord.organisation.requests import Actor
from lyhord.organisation.services import create_first_user, create_workspace
from lyhord.percolator import Percolator, Post, Query, index_tokens

EMAIL, PASSWORD = "hedda@benchmark.example", "blue teapot under seven bridges"
AT_ONCE, TEXTS, UNREAD, YEAR_S = 5_000, 20_000, 0.02, 365 * 86_400
RARELY, SAMPLE = 3, 5_000  # a query of the world is taken when it finds at most so many of so many posts


def name_of(number: int) -> str:
    """The name that monitor ``number`` listens for: letters alone."""
    return "kaffe" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def which(rng: Random, monitors: int) -> int:
    """The number of a monitor: the first ones often, most of them now and then."""
    return int(rng.paretovariate(0.5)) % monitors


def build(mentions: int, monitors: int, heard: int) -> float:
    """Make all of it; returns mentions a second."""
    user = create_first_user(email=EMAIL, name="Hedda", password=PASSWORD, language="en")
    workspace = create_workspace(by=Actor(user=user, name=user.name), name="Benchmark")
    ensure_shared_sources()
    source = Source.objects.get(network="bluesky", address="jetstream")
    world, began = World(7), time.monotonic()
    pks = _listen_for(workspace, user, world, monitors)
    _archive(workspace, source, world, pks, mentions)
    took = time.monotonic() - began
    _heard_posts(source, world, heard)
    follow_zones()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return mentions / took


def _listen_for(workspace, user, world, number):
    sample, now = world.posts(SAMPLE), datetime.now(UTC)
    asked = [query.text for query in world.queries(2 * number).values()]
    hits = Percolator({text: Query.parse(text) for text in asked}).match(sample)
    found = Counter(hits.names[query] for query in hits.queries.tolist())
    quiet = [text for text in dict.fromkeys(asked) if found[text] <= RARELY][:number]
    rows = [
        Monitor(
            workspace=workspace,
            name=f"Monitor {at}",
            query=f"{name_of(at)} OR ({text})",
            place=at,
            functions=["marketing"] if at % 2 else ["customer_service"],
            created_by=user,
        )
        for at, text in enumerate(quiet)
    ]
    made = Monitor.objects.bulk_create(rows)
    MonitorVersion.objects.bulk_create(
        MonitorVersion(monitor=each, number=1, query=each.query, author=user, at=now) for each in made
    )
    Revision.objects.update_or_create(pk=1, defaults={"number": 1})
    return [each.pk for each in made]


def _archive(workspace, source, world, monitors, number):
    rng, now = Random(2), datetime.now(UTC).replace(microsecond=0)
    begin, last = now - timedelta(seconds=YEAR_S), 0
    texts = _texts(world)
    for first in range(0, number, AT_ONCE):
        mentions, hits, words, counted = [], [], [], {}
        for at in range(first, min(first + AT_ONCE, number)):
            who, (text, known_words), lang = which(rng, len(monitors)), rng.choice(texts), language(rng)
            monitor, state = monitors[who], "new" if rng.random() < UNREAD else "done"
            created_at = begin + timedelta(seconds=(at + 1) * (YEAR_S - 60) // number)
            event = event_of(rng, f"old{at}", f"{text} {name_of(who)}", lang, created_at)
            last = max(last + 1, first_id(created_at, key_of(event.external_id)))
            filters = [tokens.shown(workspace.pk), tokens.in_state(state), tokens.found_by(monitor)]
            filters += [tokens.came_from(source.pk), tokens.on_network("bluesky"), tokens.in_language(lang)]
            own = {name_of(who), "type:post", f"author:{event.post.author}", *(each.text for each in filters)}
            told = columns(event, arrived_at=now)
            mentions.append(
                told | {"id": last, "workspace_id": workspace.pk, "source_id": source.pk, "state": state}
            )
            hits.append({"mention_id": last, "monitor_id": monitor})
            words.append((last, f"{known_words} {' '.join(map(tokens.safe, own))}"))
            counted[last] = Counted(
                workspace.pk, frozenset({monitor}), created_at, workspace.zone, "bluesky", lang
            )
        with transaction.atomic():
            insert(Mention, mentions)
            insert(Hit, hits)
            index.put(words)
            add_counts(deltas({}, counted))


def _texts(world):
    """Texts, and what the index keeps of their words."""
    bare = [Post("", post.text) for post in world.posts(TEXTS)]
    return [
        (post.text, " ".join(tokens.safe(each) for each in index_tokens(post) if ":" not in each))
        for post in bare
    ]


def language(rng):
    """One of four, mostly Swedish."""
    return rng.choices(["sv", "en", "de", "fi"], [70, 22, 5, 3])[0]


def event_of(rng, name, text, lang, at):
    """What the connector would give for a post."""
    did = f"did:plc:{rng.randrange(100_000):024d}"
    uri = f"at://{did}/app.bsky.feed.post/{name}"
    post = Post(uri, text, author=f"{did[-6:]}.example", lang=lang, source="bluesky", created_at=at)
    return Event(
        kind=Kind.POSTED, external_id=uri, at=at, post=post, url=f"https://a.example/{name}", author_id=did
    )


def _heard_posts(source, world, number):
    rng, now = Random(4), datetime.now(UTC)
    texts = [post.text for post in world.posts(TEXTS)]
    for first in range(0, number, AT_ONCE):
        rows = []
        for at in range(first, min(first + AT_ONCE, number)):
            created_at = now - timedelta(seconds=(number - at) / 100)
            event = event_of(rng, f"heard{at}", rng.choice(texts), language(rng), created_at)
            keys = {
                "key": known.post_key("bluesky", event.external_id, None),
                "author_key": known.author_key("bluesky", event.author_id, None),
            }
            rows.append(columns(event, arrived_at=now) | keys | {"source_id": source.pk})
        with transaction.atomic():
            insert(HeardPost, rows)


def main() -> None:
    """Build and say how fast."""
    words = argparse.ArgumentParser(description=__doc__)
    for name, default in (("mentions", 1_000_000), ("monitors", 1_000), ("heard", 300_000)):
        words.add_argument(f"--{name}", type=int, default=default)
    wanted = words.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if User.objects.exists():
        follow_zones()
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    print(f"{build(wanted.mentions, wanted.monitors, wanted.heard):,.0f} mentions/s")


if __name__ == "__main__":
    main()
