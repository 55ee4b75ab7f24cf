"""The listener waits for a database that is busy, leaves out what cannot be stored, and sees new sources."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from lyhord.channels.contract import Batch
from lyhord.channels.models import Source
from lyhord.listening.rules.cutting import cut
from lyhord.listening.tests.jetstream import Jetstream, served
from lyhord.listening.tests.stage import stage, until
from lyhord.listening.tests.stream import listen_for, posted
from lyhord.listening.tests.test_drill import BEGIN_US, commit


def test_only_the_last_piece_of_a_batch_has_its_cursor():
    batch = Batch(events=tuple(posted(str(number)) for number in range(5)), cursor="new")

    pieces = list(cut(batch, before="old", size=2))

    assert [(len(piece.events), piece.cursor) for piece in pieces] == [(2, "old"), (2, "old"), (1, "new")]
    assert list(cut(Batch(events=(), cursor="new"), before="old")) == [Batch(events=(), cursor="new")]


@pytest.mark.drill
def test_a_locked_database_is_waited_for_and_a_new_source_is_seen(transactional_db, nordkaffe, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("It locks a SQLite file.")
    listen_for(nordkaffe, "kaffe")
    source = Source.objects.create(network="bluesky", address="jetstream", is_stream=True, is_active=False)
    player = Jetstream([commit("did:plc:a", f"r{n}", BEGIN_US + n, "create", "kaffe") for n in range(300)])

    with served(player) as address, stage(tmp_path, LYHORD_BLUESKY_JETSTREAM=address) as scene:
        scene.start()
        assert until(lambda: scene.rows("SELECT 1 FROM notices_pulse"))
        with closing(sqlite3.connect(scene.file, timeout=20, isolation_level=None)) as other:
            other.execute("UPDATE channels_source SET is_active = 1 WHERE id = ?", [source.pk])
            assert player.wait_for(300)
            other.execute("BEGIN IMMEDIATE")
            until(lambda: False, timeout_s=1)
            waiting = scene.rows("SELECT count(*) FROM listening_mention")[0][0]
            other.execute("COMMIT")
        done = until(lambda: scene.rows("SELECT count(*) FROM listening_mention") == [(300,)])
        status, seconds = scene.end()

    assert (waiting < 300, done, status, seconds < 3) == (True, True, 0, True)


@pytest.mark.drill
def test_a_server_that_throws_us_out_is_gone_back_to(transactional_db, nordkaffe, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server.")
    listen_for(nordkaffe, "kaffe")
    Source.objects.create(network="bluesky", address="jetstream", is_stream=True)
    told = [commit("did:plc:a", f"r{n}", BEGIN_US + n, "create", f"kaffe {n}") for n in range(600)]
    player, thrown_out = Jetstream(told, per_burst=5), 0

    with served(player) as address, stage(tmp_path, LYHORD_BLUESKY_JETSTREAM=address) as scene:
        scene.start()
        assert until(lambda: scene.rows("SELECT 1 FROM listening_mention LIMIT 1"))
        for _ in range(8):  # as a restart does, in the middle of whatever it is
            until(lambda: False, timeout_s=0.3)
            thrown_out += len(scene.rows(OTHERS_THROWN_OUT.format(ours=own_pid())))
        done = until(lambda: scene.rows("SELECT count(*) FROM listening_mention") == [(600,)], 120)
        well = until(lambda: scene.rows("SELECT error FROM channels_source") == [("",)])
        status, _seconds = scene.end()

    assert thrown_out > 0
    assert (done, well, status) == (True, True, 0), scene.log()


OTHERS_THROWN_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid NOT IN ({ours}, pg_backend_pid())"
)


def own_pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
