"""The authenticator app, codes on paper, and who else is signed in: as a person uses them."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from lyhord.organisation.models import AuditEntry

PASSWORD = "a long passphrase"
ME, STEP, SECURITY = "/me/", "/accounts/2fa/authenticate/", "/accounts/2fa/"


@pytest.fixture(autouse=True)
def _a_door_to_go_through(settings):
    settings.LOGIN_REDIRECT_URL = ME
    cache.clear()


def sign_in(person, browser: Client):
    return browser.post("/accounts/login/", {"login": person.user.email, "password": PASSWORD})


def shown_by_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def app(head) -> tuple[Client, str]:
    """The head's browser after switching the app on, and the secret that the app keeps."""
    browser = Client()
    sign_in(head, browser)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = browser.get(f"{SECURITY}totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page).group(1)
    answer = browser.post(f"{SECURITY}totp/activate/", {"code": shown_by_the_app(secret)})
    assert answer.url == f"{SECURITY}recovery-codes/"
    cache.clear()  # a code is good once; time passes
    return browser, secret


def codes_on_paper(browser: Client) -> list[str]:
    page = browser.get(f"{SECURITY}recovery-codes/").content.decode()
    return unescape(re.search(r"<textarea[^>]*>([^<]+)</textarea>", page).group(1)).split()


def test_after_the_password_the_app_is_asked_for(head, app):
    browser = Client()

    half = sign_in(head, browser)
    outside = browser.get(ME)
    inside = browser.post(STEP, {"code": shown_by_the_app(app[1])})

    assert (half.url, outside.status_code, inside.url) == (STEP, 302, ME)
    assert browser.get(ME).status_code == 200


def test_a_code_opens_once(head, app):
    code, first, second = shown_by_the_app(app[1]), Client(), Client()
    for browser in (first, second):
        sign_in(head, browser)

    opened = [browser.post(STEP, {"code": code}).status_code for browser in (first, second)]

    assert opened == [302, 200]


def test_a_wrong_code_is_said_so_and_guessing_ends(head, app):
    browser = Client()
    sign_in(head, browser)

    said = [browser.post(STEP, {"code": f"{number:06}"}) for number in range(12)]

    assert "Incorrect code." in said[0].content.decode()
    assert "Too many" in said[-1].content.decode()
    assert browser.get(ME).status_code == 302


def test_a_code_on_paper_opens_the_door_once(head, app):
    paper = codes_on_paper(app[0])
    opened = []
    for _ in range(2):
        browser = Client()
        sign_in(head, browser)
        opened.append(browser.post(STEP, {"code": paper[0]}).status_code)

    assert (len(paper), opened, len(codes_on_paper(app[0]))) == (10, [302, 200], 9)


def test_new_codes_make_the_old_ones_worthless(head, app):
    old = codes_on_paper(app[0])
    app[0].post(f"{SECURITY}recovery-codes/generate/")
    browser = Client()
    sign_in(head, browser)

    answer = browser.post(STEP, {"code": old[0]})

    assert answer.status_code == 200
    assert set(old).isdisjoint(codes_on_paper(app[0]))


@pytest.mark.django_db(transaction=True)  # allauth tells us when it is done
def test_switching_the_app_off_takes_the_codes_with_it(head, app):
    app[0].post(f"{SECURITY}totp/deactivate/")

    assert (Authenticator.objects.count(), sign_in(head, Client()).url) == (0, ME)
    said = AuditEntry.objects.filter(details__kind="totp").order_by("number")
    assert [entry.what for entry in said] == [
        "organisation.add_second_step", "organisation.remove_second_step",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["totp/activate/", "totp/deactivate/", "recovery-codes/", "webauthn/add/"])
def test_what_opens_doors_asks_again_who_one_is(head, app, path):
    browser = Client()
    sign_in(head, browser)
    browser.post(STEP, {"code": codes_on_paper(app[0])[0]})

    answer = browser.get(SECURITY + path)

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/reauthenticate/")


def test_all_others_are_signed_out_with_one_press(head):
    here, elsewhere, third = Client(), Client(), Client()
    for browser in (here, elsewhere, third):
        sign_in(head, browser)
        browser.get(ME)

    here.post("/accounts/sessions/")

    assert [browser.get(ME).status_code for browser in (here, elsewhere, third)] == [200, 302, 302]
    assert UserSession.objects.filter(user=head.user).count() == 1


def test_nobody_sees_where_somebody_else_is_signed_in(head, analyst):
    head.browser.get(ME, headers={"User-Agent": "Secret/1.0"})

    assert "Secret" not in analyst.browser.get("/accounts/sessions/").content.decode()
