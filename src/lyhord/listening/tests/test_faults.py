"""A full disk, a post that no database takes: what is heard then, and who is told."""

import asyncio
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from structlog.testing import capture_logs

from lyhord.channels.contract import Batch
from lyhord.channels.models import Gap, Source
from lyhord.listening.listener.keeping import CANNOT_BE_STORED, NOT_NOW, Keeping
from lyhord.listening.listener.troubles import is_the_databases
from lyhord.listening.listener.writer import Writer
from lyhord.listening.models import HeardPost, Mention
from lyhord.listening.tests.stream import listen_for, posted, shared_source

STORED = pytest.mark.django_db(transaction=True)


def heard(names, **more):
    return Batch(events=tuple(posted(name, **more) for name in names), cursor="new")


@contextmanager
def a_writer():
    writer = Writer()
    try:
        yield writer
    finally:
        assert writer.close(20)


@contextmanager
def a_full_disk():
    """Every connection that is opened now may use no page more than there is."""

    def fill(connection, **_):
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")

    connection_created.connect(fill)
    try:
        yield
    finally:
        connection_created.disconnect(fill)


async def said(logs, what, times):
    async with asyncio.timeout(60):
        while [entry["event"] for entry in logs].count(what) < times:
            await asyncio.sleep(0.01)


@STORED
@pytest.mark.drill
def test_on_a_full_disk_the_line_waits_says_so_and_goes_on(nordkaffe):
    if connection.vendor != "sqlite":
        pytest.skip("It fills a SQLite file.")
    listen_for(nordkaffe, "kaffe")
    source = shared_source()
    batch = heard(map(str, range(40)), text="kaffe " * 8_000)

    async def keep(writer):
        with capture_logs() as logs, a_full_disk():
            task = asyncio.create_task(Keeping(writer).keep(source, batch))
            await said(logs, "database in trouble", times=2)
            during = await writer.do(lambda: (Mention.objects.count(), Source.objects.get().error))
        await task
        return during

    with a_writer() as writer:
        during = asyncio.run(keep(writer))

    assert during == (0, NOT_NOW)
    after = Source.objects.get()
    assert (Mention.objects.count(), HeardPost.objects.count()) == (40, 40)
    assert (after.cursor, after.error, Gap.objects.count()) == ("new", "", 0)


@pytest.fixture
def a_database_that_refuses_poison(db):
    """By a rule of its own, as for a text that its index cannot take."""
    lite = connection.vendor == "sqlite"
    rule = (
        ["""CREATE TRIGGER refuses BEFORE INSERT ON listening_heardpost WHEN new.text LIKE '%poison%'
            BEGIN SELECT RAISE(ABORT, 'no poison'); END"""]
        if lite
        else [
            """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no poison'; END $$""",
            """CREATE TRIGGER refuses BEFORE INSERT ON listening_heardpost FOR EACH ROW
            WHEN (new.text LIKE '%%poison%%') EXECUTE FUNCTION refuse()""",
        ]
    )  # fmt: skip
    end = ["DROP TRIGGER refuses"] if lite else ["DROP FUNCTION refuse CASCADE"]
    with connection.cursor() as cursor:
        for statement in rule:
            cursor.execute(statement, [] if not lite else None)
    yield
    with connection.cursor() as cursor:
        for statement in end:
            cursor.execute(statement)


@STORED
def test_a_poisoned_post_is_put_aside_and_the_others_are_heard(nordkaffe, a_database_that_refuses_poison):
    listen_for(nordkaffe, "kaffe")
    source = shared_source()
    events = [posted(f"p{n}", "kaffe poison" if n == 3 else "kaffe", n) for n in range(7)]

    with a_writer() as writer, capture_logs() as logs:
        asyncio.run(Keeping(writer).keep(source, Batch(events=tuple(events), cursor="new")))

    found = Mention.objects.order_by("pk").values_list("external_id", flat=True)
    assert list(found) == ["p0", "p1", "p2", "p4", "p5", "p6"]
    assert Source.objects.get().cursor == "new"
    assert list(Gap.objects.values_list("from_at", "to_at", "reason")) == [
        (events[3].at, events[3].at, CANNOT_BE_STORED)
    ]
    assert [entry["post"] for entry in logs if entry["event"] == "post could not be stored"] == ["p3"]


class Cause(Exception):
    sqlite_errorcode = None
    sqlstate = None


@pytest.mark.parametrize(
    ("code", "state", "is_waited_for"),
    [
        (13, None, True),  # full
        (5, None, True),  # locked
        (10 | 3 << 8, None, True),  # cannot write
        (1, None, True),  # no such table: not migrated yet
        (18, None, False),  # too big
        (None, "53100", True),  # disk full
        (None, "57P01", True),  # being shut down
        (None, "42P01", True),  # no such table
        (None, None, True),  # the line broke
        (None, "54000", False),  # too long for the index
    ],
)
def test_only_what_the_post_has_in_it_is_its_own_fault(code, state, is_waited_for):
    error = OperationalError("…")
    error.__cause__ = Cause()
    error.__cause__.sqlite_errorcode, error.__cause__.sqlstate = code, state

    assert is_the_databases(error) == is_waited_for
