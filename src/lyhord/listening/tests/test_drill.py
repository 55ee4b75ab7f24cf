"""The listener is killed thirty times in the middle of its work: nothing lost, nothing twice."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from threading import Event

import pytest

from lyhord.channels.models import Source
from lyhord.listening.models import Hit, Mention
from lyhord.listening.tests.jetstream import Jetstream, served
from lyhord.listening.tests.stage import stage, until
from lyhord.listening.tests.stream import is_in_step, listen_for

EVENTS, KILLS = 5_000, 30
BEGIN_US, STEP_US = 1_790_000_000_000_000, 250_000
OUT_OF_ORDER_US = 4 * STEP_US
POSTS = "app.bsky.feed.post"


@dataclass
class Ledger:
    """The test's own account of what must be stored, kept from the events alone."""

    versions: dict = field(default_factory=dict)  # id → texts
    authors: dict = field(default_factory=dict)  # id → author
    times: dict = field(default_factory=dict)  # id → time of the last version
    gone: set = field(default_factory=set)

    def note(self, message):
        did, at = message["did"], message["time_us"]
        if message["kind"] == "account":
            self.gone |= {name for name, author in self.authors.items() if author == did}
            return
        name = f"at://{did}/{POSTS}/{message['commit']['rkey']}"
        if message["commit"]["operation"] == "delete":
            self.gone.add(name)
        else:
            self.versions.setdefault(name, []).append(message["commit"]["record"]["text"])
            self.authors[name], self.times[name] = did, at

    def stored(self):
        """Id → text of what a monitor asked for, in any version, and is not gone."""
        return {
            name: texts[-1]
            for name, texts in self.versions.items()
            if name not in self.gone and any("kaffe" in text.split() for text in texts)
        }


def commit(did, rkey, at, operation, text=""):
    record = {"$type": POSTS, "text": text, "createdAt": iso(at), "langs": ["sv"]}
    told = {"collection": POSTS, "rkey": rkey, "operation": operation, "rev": "3"}
    if operation != "delete":
        told |= {"record": record, "cid": "bafy"}
    return {"did": did, "time_us": at, "kind": "commit", "commit": told}


def iso(time_us):
    return datetime.fromtimestamp(time_us / 1e6, UTC).isoformat()


def events(rng):
    """5,000 events: posts, edits, deletions, authors who go; then duplicates and a little disorder."""
    told, alive, number = [], [], 0
    for step in range(EVENTS):
        at, chance = BEGIN_US + step * STEP_US, rng.random()
        text = " ".join(rng.choices(["kaffe", "te", "gott", "fika", "bulle"], k=4)) + f" {step}"
        if chance < 0.70 or len(alive) < 20:
            number += 1
            did = f"did:plc:{rng.randrange(60)}-{number // 600}"
            alive.append((did, f"r{number}"))
            told.append(commit(did, f"r{number}", at, "create", text))
        elif chance < 0.85:
            told.append(commit(*rng.choice(alive[-200:]), at, "update", text))
        elif chance < 0.99:
            told.append(commit(*alive.pop(rng.randrange(len(alive))), at, "delete"))
        else:
            gone = rng.choice(alive)[0]
            alive = [post for post in alive if post[0] != gone]
            told.append(
                {
                    "did": gone,
                    "time_us": at,
                    "kind": "account",
                    "account": {"active": False, "status": "deleted"},
                }
            )
    return told


def disturbed(told, rng):
    """The same, with repetitions, and with neighbours of different authors the other way round."""
    stream = []
    for message in told:
        stream.append(message)
        if rng.random() < 0.1:
            stream.append(rng.choice(stream[-50:]))
        if len(stream) > 1 and stream[-2]["did"] != stream[-1]["did"] and rng.random() < 0.1:
            stream[-2:] = stream[:-3:-1]
    return stream


@pytest.mark.drill
def test_thirty_kills_lose_nothing_and_double_nothing(transactional_db, nordkaffe, tmp_path):
    rng = Random(20261123)
    told = events(rng)
    ledger = ledger_of(told)
    Source.objects.create(network="bluesky", address="jetstream", is_stream=True)
    monitors = [listen_for(nordkaffe, "kaffe"), listen_for(nordkaffe, "kaffe AND te")]
    player = Jetstream(disturbed(told, rng), rng=rng, misbehaves=True)

    with served(player) as address, stage(tmp_path, LYHORD_BLUESKY_JETSTREAM=address) as scene:
        for _ in range(KILLS):
            scene.start()
            assert player.wait_for(1), scene.log()
            Event().wait(rng.uniform(0.0, 1.4))  # somewhere between gathering, matching and storing
            assert scene.kill() == -9
            the_cursor_is_not_ahead(scene, told)
        scene.start()
        assert until(lambda: cursor(scene) >= told[-1]["time_us"], 120), scene.log()
        status, seconds = scene.end()
        scene.copy_in()

    found = Mention.objects.there()
    assert dict(found.values_list("external_id", "text")) == ledger.stored()
    assert found.count() == len(ledger.stored())
    for monitor, words in zip(monitors, [{"kaffe"}, {"kaffe", "te"}], strict=True):
        hits = Hit.objects.filter(monitor=monitor).values_list("mention__external_id", flat=True)
        assert sorted(hits) == sorted(n for n, text in ledger.stored().items() if words <= set(text.split()))
    assert is_in_step()
    assert (status, seconds < 3) == (0, True)


def the_cursor_is_not_ahead(scene, told):
    """What lies before the cursor (less the stream's own disorder) is stored as the ledger says."""
    scene.snapshot()
    until_us = cursor(scene) - OUT_OF_ORDER_US
    then, whole = ledger_of(told, until_us), ledger_of(told)
    stored = dict(scene.rows("SELECT external_id, text FROM listening_mention WHERE deleted_at IS NULL"))
    assert stored.keys() & then.gone == set()
    for name, text in then.stored().items():
        versions = whole.versions[name]
        later = versions[versions.index(text) :]
        assert stored.get(name) in later or (name in whole.gone and name not in stored)


def ledger_of(told, until_us=BEGIN_US * 2):
    ledger = Ledger()
    for message in told:
        if message["time_us"] <= until_us:
            ledger.note(message)
    return ledger


def cursor(scene):
    ((text,),) = scene.rows("SELECT cursor FROM channels_source")
    return int(text.split()[0]) if text else 0
