"""Monitors: the list, one of them, the editor with its preview, versions, named lists."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyhord.listening.models import Mention, Monitor, WordList
from lyhord.listening.tests.stream import NOON, hear, listen_for, own_source, posted

HX = {"HX-Request": "true"}
NEW = {
    "name": "Coffee", "words": "kaffe\ngratis frakt", "has_wording": "on", "seen_wording": "", "query": "",
    "seen_query": "", "basis": "legitimate_interest", "colour": "blue", "save": "1",
}  # fmt: skip


def page_of(response):
    return response.content.decode()


def test_a_monitor_is_written_in_the_form(head):
    response = head.post("monitors/create/", NEW)

    monitor = Monitor.objects.get()
    assert monitor.query == 'kaffe OR "gratis frakt"'
    assert response["Location"] == f"/w/nordkaffe/monitors/{monitor.pk}/"


def test_a_monitor_is_written_as_text(head):
    head.post("monitors/create/", NEW | {"words": "", "query": "kaffe NEAR/3 gratis"})

    assert Monitor.objects.get().query == "kaffe NEAR/3 gratis"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": "", "query": "kaffe AND"}, "AND needs something after it."),
        ({"words": ""}, "Write what to listen for."),
        ({"name": ""}, "This field is required."),
        ({"goal": "77"}, "Select a valid choice."),
    ],
)
def test_a_monitor_that_is_not_right_is_shown_again_with_what_was_written(head, wrong, said):
    response = head.post("monitors/create/", NEW | wrong)

    assert response.status_code == 422
    assert said in page_of(response)
    assert not Monitor.objects.exists()


def test_a_name_is_used_once(head):
    head.post("monitors/create/", NEW)

    assert "already a monitor with this name" in page_of(head.post("monitors/create/", NEW))


def test_two_who_edit_at_once_do_not_overwrite_each_other(head, analyst):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")
    sent = NEW | {"words": "", "seen_query": "kaffe", "version": "1"}

    first = head.post(f"monitors/{monitor.pk}/save/", sent | {"query": "kaffe OR te"})
    second = analyst.post(f"monitors/{monitor.pk}/save/", sent | {"query": "kaffe OR saft"})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Somebody has changed this monitor meanwhile" in page_of(second)


def test_after_a_keystroke_in_the_form_the_text_follows(head):
    answer = head.post("monitors/draft/", NEW, headers=HX)

    assert 'hx-target="#query-side"' in page_of(answer)
    assert "kaffe OR &quot;gratis frakt&quot;</textarea>" in page_of(answer)
    assert answer["HX-Trigger"] == "drafted"


def test_after_a_keystroke_in_the_text_the_form_follows(head):
    page = page_of(
        head.post("monitors/draft/", {"query": "@nordkaffe.se lang:sv", "seen_query": ""}, headers=HX)
    )

    assert 'hx-target="#wording"' in page
    assert re.search(r'name="names"[^>]*>\s*@nordkaffe.se</textarea>', page)
    assert re.search(r'value="sv"[^>]*checked', page)


def test_a_query_that_says_more_than_the_form_is_no_fault(head):
    page = page_of(head.post("monitors/draft/", {"query": "a1 b1 c1", "seen_query": ""}, headers=HX))

    assert "says more than the form can show, and that is fine" in page


def test_the_adviser_and_the_law_are_heard(head):
    page = page_of(
        head.post("monitors/draft/", {"query": '"Anna Svensson" or te', "seen_query": ""}, headers=HX)
    )

    assert "is searched as a word. The operator is written OR." in page
    assert "Anna Svensson – is that a private person?" in page


def test_the_preview_says_what_would_have_been_found_and_how_far_it_looked(head):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"), posted("2", "Te", 1))

    page = page_of(head.post("monitors/preview/", {"query": "kaffe", "seen_query": ""}, headers=HX))

    assert "<b>1</b> hit" in page
    assert "Tried on all 2 posts that were heard since" in page
    assert "Gott <mark>kaffe</mark>" in page
    assert not Mention.objects.exists()


def test_a_long_preview_says_how_far_it_is_and_goes_on_until_it_is_stopped(head, monkeypatch):
    monkeypatch.setattr("lyhord.listening.views.editor._SLICE_S", 0.0)
    hear(own_source(head.workspace), posted("1", "Gott kaffe"))
    asked = {"query": "kaffe", "seen_query": ""}

    going = page_of(head.post("monitors/preview/", asked, headers=HX))
    place = {"after": re.search(r'name="after" value="([^"]+)"', going)[1]}
    stopped = page_of(head.post("monitors/preview/", asked | place | {"stop": "1"}, headers=HX))
    monkeypatch.undo()
    done = page_of(head.post("monitors/preview/", asked | place, headers=HX))

    assert ('<progress class="bar" max="100" value="0"' in going, 'id="go-on-' in going) == (True, True)
    assert ("Looked at 0 % so far" in stopped, 'id="go-on-' in stopped) == (True, False)
    assert ("<b>1</b> hit" in done, "<progress" in done, "Looked at" in done) == (True, False, False)


def test_what_a_query_costs_is_said_before_it_is_saved(head):
    source = own_source(head.workspace)
    hear(source, posted("1", "Gott kaffe"), now=NOON)
    hear(source, posted("2", "Mer kaffe"), cursor="2", now=NOON + timedelta(hours=4))

    page = page_of(head.post("monitors/preview/", {"query": "kaffe", "seen_query": ""}, headers=HX))

    assert "about 12 hits a day" in page
    assert re.search(r"Of the matcher’s time</dt><dd>less than 0.1 %</dd>", page)


def test_a_look_back_can_be_stopped(head, viewer):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"))
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")

    page, seen = (page_of(who.get(f"monitors/{monitor.pk}/")) for who in (head, viewer))
    answer = head.post(f"monitors/{monitor.pk}/progress/stop/", headers=HX)

    assert ("Looking back" in page, "progress/stop/" in page, "progress/stop/" in seen) == (True, True, False)
    assert '<div id="back-fill" hidden>' in page_of(answer)
    assert viewer.post(f"monitors/{monitor.pk}/progress/stop/").status_code == 403


def test_the_preview_works_without_a_script(head):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"))
    sent = {name: value for name, value in NEW.items() if name != "save"} | {"name": ""}

    page = page_of(head.post("monitors/create/", sent | {"try": "1"}))

    assert "<b>1</b> hit" in page
    assert "kaffe OR &quot;gratis frakt&quot;</textarea>" in page
    assert "This field is required." not in page


def test_a_version_can_be_read_and_restored(head):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")
    head.post(
        f"monitors/{monitor.pk}/save/",
        NEW | {"words": "", "query": "kaffe OR te", "seen_query": "kaffe", "note": "Tea too"},
    )

    page = page_of(head.get(f"monitors/{monitor.pk}/versions/"))
    head.post(f"monitors/{monitor.pk}/versions/1/restore/")

    assert "Tea too" in page
    assert re.search(r"<ins>.*te.*</ins>", page, re.S)
    monitor.refresh_from_db()
    assert (monitor.query, monitor.version) == ("kaffe", 3)


def test_a_stopped_monitor_stands_apart_and_can_listen_again(head):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")

    head.post(f"monitors/{monitor.pk}/stop/")
    listening, stopped = page_of(head.get("monitors/")), page_of(head.get("monitors/?stopped"))
    head.post(f"monitors/{monitor.pk}/start/")

    assert ("No monitors yet" in listening, ">Coffee</a>" in stopped) == (True, True)
    assert ">Coffee</a>" in page_of(head.get("monitors/"))


def test_the_figures_of_a_monitor_are_those_of_its_rows(head):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")
    hear(
        own_source(head.workspace), *(posted(str(n), "Kaffe", n, lang="sv" if n else "en") for n in range(3))
    )

    page = page_of(head.get(f"monitors/{monitor.pk}/"))
    rows = page_of(head.get(f"mentions/?state=all&monitor={monitor.pk}"))

    assert re.findall(r'stat-number">(\d+)<', page) == ["3", "3", "3"]
    assert sum(int(number) for number in re.findall(r"<title>[^<]*: (\d+)</title>", page)) == 2 * 3
    assert rows.count('<li class="row-item') == 3


@pytest.mark.parametrize("path", ["monitors/", "monitors/lists/"])
def test_the_number_of_queries_does_not_grow(head, path):
    def add(number):
        listen_for(head.workspace, f"kaffe{number}", name=f"Coffee {number}")
        when = head.user.date_joined
        WordList.objects.create(workspace=head.workspace, name=f"l{number}", entries=["te"], changed_at=when)

    add(1)
    head.get(path)
    with CaptureQueriesContext(connection) as one:
        head.get(path)
    add(2)
    add(3)
    with CaptureQueriesContext(connection) as three:
        head.get(path)

    assert len(three) == len(one)


def test_a_list_is_made_and_its_phrases_are_phrases(head):
    head.post("monitors/lists/new/", {"name": "rivals", "entries": "Fjällkaffe\nespresso house, @waynes"})

    row = WordList.objects.get()
    assert row.entries == ["Fjällkaffe", '"espresso house"', "@waynes"]
    assert "espresso house\n@waynes</textarea>" in page_of(head.get(f"monitors/lists/{row.pk}/"))


def test_a_bad_entry_is_named(head):
    response = head.post("monitors/lists/new/", {"name": "rivals", "entries": "kaffe\nnofield:x"})

    assert response.status_code == 422
    assert "In the list “rivals”, the entry “nofield:x”: There is no field “nofield”." in page_of(response)


def test_a_list_that_is_used_stays(head):
    head.post("monitors/lists/new/", {"name": "rivals", "entries": "Fjällkaffe"})
    listen_for(head.workspace, "list:rivals", name="Rivals")
    row = WordList.objects.get()

    page = page_of(head.post(f"monitors/lists/{row.pk}/remove/", follow=True))

    assert "The list is used by Rivals." in page
    assert WordList.objects.exists()


@pytest.mark.parametrize("path", ["edit/", "save/", "stop/", "start/", "versions/1/restore/"])
def test_only_who_may_edit_monitors_does(head, community_manager, stranger, path):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")
    address = f"monitors/{monitor.pk}/{path}"

    for person, status in ((community_manager, 403), (stranger, 404)):
        call = person.get if path == "edit/" else person.post
        assert call(address).status_code == status


def test_a_strangers_monitor_is_not_there(head, stranger):
    monitor = listen_for(head.workspace, "kaffe", name="Coffee")

    for path in ("", "versions/", "progress/"):
        assert stranger.get(f"monitors/{monitor.pk}/{path}").status_code == 404


@pytest.fixture
def a_hundred_and_three(head):
    Monitor.objects.bulk_create(
        Monitor(workspace=head.workspace, name=f"Monitor {number:03}", query="kaffe", place=number // 2)
        for number in range(103)
    )


def test_a_hundred_monitors_are_shown_and_then_the_rest(head, a_hundred_and_three):
    first = page_of(head.get("monitors/"))
    (more,) = re.findall(r'hx-get="(\?after=\d+)"', first)
    rest = page_of(head.get(f"monitors/{more}", headers=HX))

    named = [set(re.findall(r"data-open-row>(Monitor \d+)<", page)) for page in (first, rest)]
    assert [len(names) for names in named] == [100, 3]
    assert named[0].isdisjoint(named[1])
    assert "<html" not in rest


def test_monitors_behind_one_that_is_gone_are_simply_all(head, a_hundred_and_three):
    assert page_of(head.get("monitors/?after=999999")).count("data-open-row") == 100
