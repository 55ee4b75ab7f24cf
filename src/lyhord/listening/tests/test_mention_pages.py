"""The mentions page: the list and its filters, one mention, marks, mutes, views, the file."""

import asyncio
import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyhord.listening.models import Mention, SavedView
from lyhord.listening.rules import State
from lyhord.listening.tests.stream import hear, listen_for, own_source, posted

MENTIONS = "mentions/"


@pytest.fixture
def coffee(head):
    return listen_for(head.workspace, "kaffe", name="Coffee", functions=("pr",))


def heard(person, *posts):
    """The department hears these; the mentions, newest first."""
    source = person.workspace.sources.first() or own_source(person.workspace, name="The Daily Cup")
    hear(source, *posts)
    return list(Mention.objects.of(person.workspace).order_by("-pk"))


def texts(response):
    """The texts of the rows as they are read."""
    rows = re.findall(r'class="foreign row-text">(.*?)</bdi>', response.content.decode(), re.S)
    return [re.sub(r"<[^>]+>", "", row) for row in rows]


def test_the_page_shows_what_is_unread_the_newest_first(head, coffee):
    *_, oldest = heard(
        head, posted("1", "Kaffe ett", 1), posted("2", "Kaffe två", 2), posted("3", "Kaffe tre", 0)
    )
    head.post("mentions/mark/", {"ids": [oldest.pk], "state": "read"})

    assert texts(head.get(MENTIONS)) == ["Kaffe två", "Kaffe ett"]


def test_what_made_it_match_is_marked(head, coffee):
    heard(head, posted("1", "Gott kaffe här"))

    assert "Gott <mark>kaffe</mark> här" in head.get(MENTIONS).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?state=all", ["Kaffe två", "Kaffe ett"]),
        ("?q=två", ["Kaffe två"]),
        ("?q=två+OR+ett", ["Kaffe två", "Kaffe ett"]),
        ("?lang=en", ["Kaffe två"]),
        ("?function=pr", ["Kaffe två", "Kaffe ett"]),
        ("?function=sales", []),
        ("?network=mastodon", []),
        ("?monitor=999&source=x&from_date=yesterday&state=nonsense", ["Kaffe två", "Kaffe ett"]),
        ("?from_date=2026-11-24", []),
        ("?from_date=2026-11-23&to_date=2026-11-23", ["Kaffe två", "Kaffe ett"]),
        ("?state=done", []),
        ("?state=muted", []),
    ],
)
def test_the_address_says_what_is_shown(head, coffee, query, shown):
    heard(head, posted("1", "Kaffe ett", 1), posted("2", "Kaffe två", 2, lang="en"))

    assert texts(head.get(MENTIONS + query)) == shown


def test_a_search_that_is_none_says_where_it_is_wrong(head, coffee):
    page = head.get(MENTIONS, data={"q": "kaffe AND (te"}).content.decode()

    assert "This parenthesis is never closed." in page
    assert "          ^" in page


def test_a_long_list_goes_on_where_it_stopped(head, coffee):
    heard(head, *(posted(str(number), f"Kaffe {number}", number) for number in range(30)))

    first = head.get(MENTIONS)
    more = re.search(r'href="[^"]*(\?before=\d+)"', first.content.decode()).group(1)
    second = head.get(MENTIONS + more, headers={"HX-Request": "true"})

    assert texts(first) == [f"Kaffe {number}" for number in range(29, 4, -1)]
    assert texts(second) == [f"Kaffe {number}" for number in range(4, -1, -1)]
    assert "<html" not in second.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(head, coffee):
    heard(head, posted("1", "Kaffe"))
    head.get(MENTIONS)

    with CaptureQueriesContext(connection) as one:
        head.get(MENTIONS)
    heard(head, posted("2", "Kaffe två", 1), posted("3", "Kaffe tre", 2))
    with CaptureQueriesContext(connection) as three:
        head.get(MENTIONS)

    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("query", "title"),
    [("", "Nothing to listen for yet"), ("?q=te", "Nothing matches"), ("?state=done", "Nothing is done yet")],
)
def test_an_empty_page_says_why_it_is_empty(head, query, title):
    assert title in head.get(MENTIONS + query).content.decode()


def test_who_listens_but_has_heard_nothing_is_told_what_comes(head, coffee):
    assert "We are listening" in head.get(MENTIONS).content.decode()


def test_who_has_read_everything_is_praised(head, coffee):
    (found,) = heard(head, posted("1", "Kaffe"))
    head.post("mentions/mark/", {"ids": [found.pk], "state": "read"})

    assert "empty-done" in head.get(MENTIONS).content.decode()


def test_a_mention_shows_why_it_is_here_and_leads_to_the_original(head, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    page = head.get(f"mentions/{found.pk}/").content.decode()

    assert '<code class="why-query">kaffe</code>' in page
    assert (
        '<a class="btn detail-original" href="https://anna.example/1" rel="nofollow noopener noreferrer ugc"'
        in page
    )
    assert "Open at anna.example" in page


def test_htmx_gets_the_mention_without_the_list(head, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    page = head.get(f"mentions/{found.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert page.count("<article") == 1
    assert "pane-list" not in page


def test_reading_alone_changes_nothing(head, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    head.get(f"mentions/{found.pk}/")

    found.refresh_from_db()
    assert found.state == State.NEW


def test_marking_moves_and_undo_moves_back(head, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    answer = head.post("mentions/mark/", {"ids": [found.pk], "state": "done"}, headers={"HX-Request": "true"})
    found.refresh_from_db()
    undo = re.search(r'"undo": "([^"]+)"', answer["HX-Trigger"]).group(1)
    done = found.state
    head.browser.post(undo)
    found.refresh_from_db()

    assert f'hx-target="#m{found.pk}" hx-swap="delete"' in answer.content.decode()
    assert (done, found.state) == (State.DONE, State.NEW)


def test_everything_that_matches_can_be_marked_at_once(head, coffee):
    heard(head, *(posted(str(number), f"Kaffe {number % 2}", number) for number in range(60)))

    head.post("mentions/mark/", {"everything": "on", "state": "done", "here": "?q=1"})

    assert Mention.objects.filter(state=State.DONE).count() == 30


@pytest.mark.parametrize(
    "wrong", [{}, {"state": "done"}, {"ids": ["x"], "state": "done"}, {"ids": ["1"], "state": "gone"}]
)
def test_a_mark_that_means_nothing_changes_nothing(head, coffee, wrong):
    heard(head, posted("1", "Gott kaffe"))

    assert head.post("mentions/mark/", wrong).status_code == 302
    assert Mention.objects.filter(state=State.NEW).count() == 1


def test_a_strangers_mention_is_neither_shown_nor_marked(head, stranger, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    stranger.post("mentions/mark/", {"ids": [found.pk], "state": "done"})

    found.refresh_from_db()
    assert stranger.get(f"mentions/{found.pk}/").status_code == 404
    assert found.state == State.NEW


def test_a_muted_author_leaves_the_list_and_comes_back(head, coffee):
    (found,) = heard(head, posted("1", "Gott kaffe"))

    answer = head.post("mentions/mutes/add/", {"mention": found.pk}, headers={"HX-Request": "true"})
    gone = texts(head.get(MENTIONS))
    head.browser.post(re.search(r'"undo": "([^"]+)"', answer["HX-Trigger"]).group(1))

    assert (gone, texts(head.get(MENTIONS))) == ([], ["Gott kaffe"])


def test_what_is_no_site_cannot_be_muted(head):
    page = head.post("mentions/mutes/add/", {"site": "not a site"}, follow=True).content.decode()

    assert "This is not the name of a site" in page


def test_a_saved_view_is_a_tab_with_its_own_count(head, coffee):
    heard(head, posted("1", "Kaffe ett"), posted("2", "Kaffe två"))

    head.post("mentions/views/add/", {"name": "Two", "here": "?state=all&q=två"})
    page = head.get(MENTIONS + "?state=all&q=två").content.decode()
    counts = head.get("mentions/counts/").content.decode()

    assert re.search(r'aria-current="page">\s*Two', page)
    assert re.search(r'#count-view-\d+" hx-swap="textContent">1<', counts)


def test_own_views_are_for_oneself_and_shared_ones_for_all(head, analyst, coffee):
    head.post("mentions/views/add/", {"name": "Mine", "here": "?q=a1"})
    head.post("mentions/views/add/", {"name": "Ours", "here": "?q=b1", "is_shared": "on"})

    page = analyst.get(MENTIONS).content.decode()

    assert ("Mine" in page, "Ours" in page) == (False, True)
    mine = SavedView.objects.get(name="Mine")
    assert analyst.post(f"mentions/views/{mine.pk}/remove/").status_code == 404


def test_the_file_has_what_the_list_has_and_no_formulas(transactional_db, analyst, coffee):
    heard(analyst, posted("1", "=1+1 kaffe", author="ann"), posted("2", "Kaffe två"))

    response = analyst.get("mentions/export/?q=1")
    rows = list(csv.reader(io.StringIO(asyncio.run(content_of(response)).lstrip("\ufeff"))))

    assert response["Content-Disposition"].startswith('attachment; filename="nordkaffe-')
    assert [row[10] for row in rows] == ["Text", "'=1+1 kaffe"]


async def content_of(response):
    return "".join([part.decode() async for part in response.streaming_content])


def test_who_may_only_look_sees_no_buttons(viewer, head, coffee):
    heard(head, posted("1", "Gott kaffe"))

    page = viewer.get(MENTIONS).content.decode()

    assert "Gott <mark>kaffe</mark>" in page
    assert ("data-row-tick" in page, 'data-row-key="e"' in page, "Export as CSV" in page) == (False,) * 3


@pytest.mark.parametrize("path", ["mentions/", "mentions/counts/", "mentions/mutes/", "mentions/export/"])
def test_lists_are_read_and_never_written(head, path):
    assert head.post(path).status_code == 405


@pytest.mark.parametrize("path", ["mentions/mark/", "mentions/mutes/add/", "mentions/views/add/"])
def test_changes_are_posted(head, path):
    assert head.get(path).status_code == 405


@pytest.mark.parametrize("path", ["mentions/", "mentions/counts/", "mentions/mutes/", "mentions/export/"])
def test_only_the_department_sees_mentions(head, stranger, colleague, path):
    assert Client().get(f"/w/nordkaffe/{path}").status_code in {302, 404}
    assert stranger.browser.get(f"/w/nordkaffe/{path}").status_code == 404
    assert colleague.get(path).status_code == 403
