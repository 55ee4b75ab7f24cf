"""The frame around every page: what it offers, to whom, at what cost."""

import pytest

from lyhord.desk.navigation import shell_of
from lyhord.organisation.permissions import granted


def test_a_visitor_who_is_lost_gets_a_page_in_their_language(client, db):
    page = client.get("/nowhere/", headers={"accept-language": "sv"})

    assert (page.status_code, page.headers["Content-Language"]) == (404, "sv")
    assert '<html lang="sv"' in page.text


def test_a_person_who_is_lost_keeps_the_frame(head):
    page = head.browser.get("/nowhere/")

    assert [item.label for item in page.context["shell"].items] == ["Nordkaffe AB"]


def test_the_frame_costs_one_query_outside_a_workspace(head, rf, django_assert_num_queries):
    request = rf.get("/accounts/")
    request.user = head.user

    with django_assert_num_queries(1):
        shell_of(request)


def test_the_frame_costs_two_queries_in_a_workspace(head, rf, django_assert_num_queries):
    request = rf.get("/w/nordkaffe/")
    request.user, request.workspace, request.member = head.user, head.workspace, head.member
    request.granted = granted({"head"})

    with django_assert_num_queries(2):
        shell = shell_of(request)

    assert (shell.positions, shell.others) == ("Head of social media", ())


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_the_theme_is_remembered(client, theme):
    client.post("/theme/", {"theme": theme})

    assert client.cookies["theme"].value == theme


def test_a_theme_that_we_do_not_have_is_not_remembered(client):
    client.post("/theme/", {"theme": "pink"})

    assert "theme" not in client.cookies


def test_a_person_chooses_the_language_for_good(head):
    head.browser.post("/language/", {"language": "sv"})

    head.user.refresh_from_db()
    assert head.user.language == "sv"


def test_nobody_is_led_astray_by_the_way_back(client):
    response = client.post("/theme/", {"theme": "dark", "next": "https://evil.example/"})

    assert response.url == "/"
