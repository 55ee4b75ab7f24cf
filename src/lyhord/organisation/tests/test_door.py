"""Led to the door, and back; and the pages for when something does not go as wished."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

PAGE = "/w/nordkaffe/department/?x=1"


def back_from(address: str) -> str:
    parts = urlsplit(address)
    assert parts.path == "/accounts/login/"
    return parse_qs(parts.query)["next"][0]


def silent_for(person, hours: float) -> Client:
    session = person.browser.session
    session["began"], session["seen"] = int(time.time()), int(time.time() - hours * 3600)
    session.save()
    return person.browser


def test_a_page_leads_to_the_door_and_back(head):
    assert back_from(Client().get(PAGE).url) == PAGE


def test_a_part_leads_the_whole_page_there(head):
    answer = Client().get(
        "/w/nordkaffe/department/people/",
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{PAGE}"},
    )

    assert (answer.status_code, back_from(answer.headers["HX-Redirect"])) == (200, PAGE)


@pytest.mark.parametrize(
    ("stood_at", "back"), [(f"http://testserver{PAGE}", PAGE), ("https://evil.example/", "/"), ("", "/")]
)
def test_a_form_leads_back_to_its_page_and_says_what_is_lost(head, stood_at, back):
    browser = Client()

    answer = browser.post("/w/nordkaffe/department/units/new/", headers={"Referer": stood_at})

    assert back_from(answer.url) == back
    assert "was not saved" in browser.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "You were signed out after 12 hours without a sign of life."),
        ("sv", "Du loggades ut efter 12 timmar utan livstecken."),
    ],
)
def test_whoever_was_silent_too_long_is_told_so_and_comes_back(head, language, words):
    browser = silent_for(head, 12.1)

    answer = browser.get(PAGE, headers={"Accept-Language": language})
    page = browser.get(answer.url, headers={"Accept-Language": language}).content.decode()

    assert back_from(answer.url) == PAGE
    assert words in page


@pytest.mark.parametrize(
    ("language", "words"), [("en", "That was too many attempts"), ("sv", "Det var för många försök")]
)
def test_too_many_attempts_are_told_in_our_words(head, settings, language, words):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sent = {"login": head.user.email, "password": "wrong"}
    Client().post("/accounts/login/", sent)

    answer = Client().post("/accounts/login/", sent, headers={"Accept-Language": language})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert f"<h1>{words}</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "code"), [("nothing/", 404, "not_found"), ("mentions", 401, "no_token")]
)
def test_programs_are_told_in_json(db, path, status, code):
    answer = Client().get(f"/api/v1/{path}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing/", 404), ("/w/rival/department/", 404), ("/w/nordkaffe/settings/", 403)]
)
def test_a_page_that_is_not_there_says_nothing_about_others(analyst, stranger, path, status):
    page = analyst.browser.get(path)

    assert page.status_code == status
    assert "Rival" not in page.content.decode()


def test_a_name_that_is_not_ours_is_refused_without_more_trouble(db, settings):
    settings.ALLOWED_HOSTS = ["lyhord.example"]

    assert Client().get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/w/nordkaffe/department/", "/api/v1/people"])
def test_when_we_break_no_word_of_why_is_shown(head, monkeypatch, path):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("lyhord.organisation.middleware.membership", broken)
    monkeypatch.setattr("lyhord.organisation.api_auth.Token.__call__", broken)
    browser = head.browser
    browser.raise_request_exception = False

    answer = browser.get(path)

    assert answer.status_code == 500
    assert "secret reason" not in answer.content.decode()
