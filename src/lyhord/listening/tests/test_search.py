"""A search finds exactly what the reference finds, newest first, in whichever database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lyhord.channels.contract import Event, Kind
from lyhord.listening import selectors, services
from lyhord.listening.models import Mention
from lyhord.listening.rules import State
from lyhord.listening.rules.fitting import columns, fit
from lyhord.listening.selectors import MentionFilter
from lyhord.listening.services.storing import Found, store
from lyhord.listening.services.upkeep import kept_up
from lyhord.listening.tests.stream import MACHINE, NOON, hear, listen_for, own_source, posted, shared_source
from lyhord.percolator import QueryError, reference
from lyhord.percolator.tests.strategies import posts, queries

PROPERTY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def keep(workspace, post, number):
    event = Event(kind=Kind.POSTED, external_id=str(number), at=NOON, post=post)
    fitted = fit(event, arrived_at=NOON - timedelta(minutes=number), network=post.source)
    told = columns(fitted, arrived_at=NOON)
    return Found(columns=told, workspace_id=workspace.pk, source_id=None, monitors={})


def ids(found):
    return [row.id for row in found.rows]


@PROPERTY
@given(said=st.lists(posts(), max_size=12), query=queries())
def test_a_search_finds_what_a_slow_scan_finds(nordkaffe, said, query):
    with transaction.atomic():
        with kept_up() as touched:
            touched |= {m.pk for m in store(keep(nordkaffe, post, n) for n, post in enumerate(said))}

        found = ids(selectors.mentions(nordkaffe, MentionFilter(query=query.text)))

        scanned = [m.pk for m in Mention.objects.order_by("-pk") if reference.matches(query, m.to_post())]
        assert found == scanned
        transaction.set_rollback(True)


@pytest.fixture
def heard(nordkaffe, rival):
    """Twelve mentions in four ways, and another company's."""
    coffee = listen_for(nordkaffe, "kaffe", functions=("sales",))
    tea = listen_for(nordkaffe, "te", functions=("pr", "sales"))
    listen_for(rival, "kaffe OR te")
    bluesky, feed = shared_source(), own_source(nordkaffe, language="en")
    hear(
        bluesky, *(posted(f"k{n}", f"kaffe {n}", n * 60 * 5) for n in range(6)), now=NOON + timedelta(days=3)
    )
    hear(
        bluesky,
        *(posted(f"t{n}", f"te {n}", n * 60 * 5 + 1, lang="da") for n in range(3)),
        now=NOON + timedelta(days=3),
    )
    hear(
        feed,
        *(posted(f"f{n}", f"kaffe te {n}", n * 60 * 5 + 2, lang="") for n in range(3)),
        now=NOON + timedelta(days=3),
    )
    return {"coffee": coffee.pk, "tea": tea.pk, "feed": feed.pk}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (MentionFilter(), "k5 k4 k3 f2 t2 k2 f1 t1 k1 f0 t0 k0"),
        (MentionFilter(query="kaffe -te"), "k5 k4 k3 k2 k1 k0"),
        (MentionFilter(network="rss"), "f2 f1 f0"),
        (MentionFilter(lang="da"), "t2 t1 t0"),
        (MentionFilter(lang="en", query="te"), "f2 f1 f0"),
        (MentionFilter(function="pr"), "f2 t2 f1 t1 f0 t0"),
        (MentionFilter(function="marketing"), ""),
        (MentionFilter(from_date=date(2026, 11, 24)), "k5 k4 k3"),
        (MentionFilter(to_date=date(2026, 11, 23), lang="da"), "t2 t1 t0"),
        (MentionFilter(state="done"), ""),
        (MentionFilter(muted=True), ""),
        (MentionFilter(monitor=0), ""),
    ],
)
def test_filters_narrow_and_can_be_combined(nordkaffe, heard, asked, names):
    found = selectors.mentions(nordkaffe, asked)

    assert " ".join(row.external_id for row in found.rows) == names
    assert (found.total, found.total_text) == (len(names.split()), str(len(names.split())))


def test_by_monitor_and_source(nordkaffe, heard):
    by_tea = selectors.mentions(
        nordkaffe, MentionFilter(monitor=heard["tea"], source=heard["feed"], query="kaffe")
    )

    assert [row.external_id for row in by_tea.rows] == ["f2", "f1", "f0"]


def test_another_companys_monitor_finds_nothing(nordkaffe, rival, heard):
    assert selectors.mentions(rival, MentionFilter(monitor=heard["tea"])).rows == ()


def test_pages_follow_each_other_without_a_hole(nordkaffe, heard):
    pages, before = [], None
    while True:
        page = selectors.mentions(nordkaffe, MentionFilter(query="kaffe"), before=before, limit=4)
        pages.append([row.external_id for row in page.rows])
        before = page.next_before
        if before is None:
            break

    assert pages == [["k5", "k4", "k3", "f2"], ["k2", "f1", "k1", "f0"], ["k0"]]


def test_what_is_newer_than_a_row(nordkaffe, heard):
    rows = selectors.mentions(nordkaffe, MentionFilter()).rows

    newer = selectors.mentions(nordkaffe, MentionFilter(), after=rows[2].id)

    assert [row.external_id for row in newer.rows] == ["k5", "k4"]


def test_a_mark_moves_a_mention_from_one_filter_to_another(nordkaffe, heard):
    newest = selectors.mentions(nordkaffe, MentionFilter()).rows[0]

    marked = services.mark(workspace=nordkaffe, ids=[newest.id], state=State.DONE, by=MACHINE)

    assert ids(selectors.mentions(nordkaffe, MentionFilter(state="done"))) == [newest.id]
    assert selectors.mentions(nordkaffe, MentionFilter(state="new")).total == 11
    services.undo_mark(workspace=nordkaffe, marked=marked, by=MACHINE)
    assert selectors.mentions(nordkaffe, MentionFilter(state="new")).total == 12


def test_the_words_that_matched_are_marked(nordkaffe, heard):
    row = selectors.mentions(nordkaffe, MentionFilter(query="te", network="rss")).rows[0]

    assert [piece.text for piece in row.text if piece.is_marked] == ["te"]


def test_without_words_those_of_the_monitors_are_marked(nordkaffe, heard):
    row = selectors.mentions(nordkaffe, MentionFilter(network="rss")).rows[0]

    assert [piece.text for piece in row.text if piece.is_marked] == ["kaffe", "te"]
    assert [tag.name for tag in row.monitors] == ["kaffe", "te"]
    assert row.functions == ("pr", "sales")


def test_a_query_that_is_none_points_at_the_character(nordkaffe, heard):
    with pytest.raises(QueryError) as raised:
        selectors.mentions(nordkaffe, MentionFilter(query='kaffe "te'))

    assert (raised.value.code, raised.value.position) == ("unclosed-quote", 6)


@pytest.mark.parametrize("asked", [MentionFilter(), MentionFilter(query="kaffe OR te", state="new")])
def test_one_row_and_three_rows_cost_the_same(nordkaffe, heard, asked):
    costs = []
    for limit in (1, 3):
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            selectors.mentions(nordkaffe, asked, limit=limit)
        costs.append(len(queries_made))

    assert costs == [6 if asked.query else 5] * 2


def test_over_a_thousand_is_said_as_such(nordkaffe):
    listen_for(nordkaffe, "kaffe")
    hear(shared_source(), *(posted(f"{n}", f"kaffe {n}", n % 50) for n in range(1002)))

    found = selectors.mentions(nordkaffe, MentionFilter(query="kaffe"))

    assert (len(found.rows), found.total, found.is_more, found.total_text) == (25, 1000, True, "1,000+")


def test_candidates_that_are_mostly_wrong_are_gone_through_to_the_end(nordkaffe, monkeypatch):
    monkeypatch.setattr("lyhord.listening.selectors.finding.COUNTED_TO", 9)
    listen_for(nordkaffe, "kaffe")
    hear(shared_source(), *(posted(f"{n}", "kaffe gott" if n else "gott kaffe", n % 50) for n in range(60)))

    found = selectors.mentions(nordkaffe, MentionFilter(query='"gott kaffe"'))

    assert ([row.external_id for row in found.rows], found.next_before) == (["0"], None)


def test_a_filter_can_be_kept_and_read_again():
    asked = MentionFilter(monitor=3, from_date=date(2026, 11, 1), query="kaffe", muted=True)

    assert MentionFilter.from_json(asked.as_json()) == asked
    assert MentionFilter.from_json(asked.as_json() | {"unknown": 1}) == asked
    assert replace(MentionFilter()).as_json() == {}


@pytest.mark.parametrize(
    ("asked", "queries"),
    [
        ({}, 5),
        ({"query": "kaffe"}, 6),
        ({"function": "sales"}, 6),
        ({"monitor": "coffee", "query": "kaffe"}, 7),
    ],
)
def test_a_page_asks_as_often_for_one_row_as_for_many(nordkaffe, heard, asked, queries):
    asked = {name: heard.get(value, value) for name, value in asked.items()}

    for limit in (1, 50):
        with CaptureQueriesContext(connection) as made:
            selectors.mentions(nordkaffe, MentionFilter(**asked), limit=limit)
        assert len(made) == queries
