"""The pages as others than the head see them: every position, a visitor, somebody who is lost."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from tests.pages.specimen import specimen

from lyhord.organisation.rules import Position

pytestmark = pytest.mark.browser
OTHERS = [position for position in Position.values if position != Position.HEAD]
A_SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("position", OTHERS)
def test_every_position_has_a_page_of_its_own_for_today(position, company, look):
    person = company.people[position]

    assert look(person, f"/w/{person.workspace.slug}/") == []


@pytest.mark.parametrize("path", ["strategy/", "mentions/", "department/", "sources/", "monitors/"])
def test_those_who_only_look_see_a_page_that_is_whole(path, company, look):
    viewer = company.people["viewer"]

    assert look(viewer, f"/w/{viewer.workspace.slug}/{path}") == []


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
        "/nowhere/",
    ],
)
def test_a_visitor_finds_the_way_in(path, company, look):
    assert look(None, path) == []


@pytest.mark.parametrize("name", ["invited", "join_as_new", "join_as_oneself"])
def test_who_is_invited_is_welcomed(name, company, look):
    token = company.special[f"organisation:{name} token"][0]

    assert look(None, f"/invited/{token}/") == []
    assert look(None, "/invited/dead/") == []


@pytest.mark.parametrize(("position", "path"), [("head", "nowhere/"), ("viewer", "settings/")])
def test_who_is_lost_is_told_so(position, path, company, look):
    person = company.people[position]

    assert look(person, f"/w/{person.workspace.slug}/{path}") == []


def test_when_something_breaks_the_page_says_so(company, look):
    def broken(language):
        with translation.override(language):
            return render_to_string("common/broken.html", {"request_id": "d6b0ca698e1a8e16"})

    assert look(None, "/broken/", broken) == []


def test_every_piece_is_fit_for_everybody(company, look, monkeypatch):
    monkeypatch.setattr("tests.pages.looking.misspoken", lambda *_: [])  # its words are samples

    assert look(company.head, "/specimen/", lambda language: specimen(company.head, language)) == []


def test_the_founded_department_is_printed_on_one_sheet(company, chromium, shared_server):
    context = chromium.new_context(base_url=shared_server.url)
    context.add_cookies([shared_server.session(company.head)])
    page = context.new_page()
    page.goto(f"/w/{company.head.workspace.slug}/founding/summary/")
    sheets = A_SHEET.findall(page.pdf(format="A4"))
    context.close()

    assert len(sheets) == 1
