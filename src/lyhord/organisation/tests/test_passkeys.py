"""A passkey is added, opens the door, and is taken away again: with Chromium's own authenticator."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, expect
from tests.browsing import PHONE, Server, axe, complaints_of

from lyhord.organisation.models import AuditEntry
from lyhord.organisation.passkeys import PasskeyPlace, passkey_place

PASSWORD = "a long passphrase"
ELSEWHERE = PasskeyPlace(is_here=False, elsewhere="http://localhost:8000/accounts/login/?next=/me/")
INSIDE = re.compile(r"^http://localhost:\d+/me/$")
browser_test = pytest.mark.browser


@pytest.mark.parametrize(
    ("host", "is_secure", "place"),
    [
        ("localhost:8000", False, PasskeyPlace(is_here=True)),
        ("lyhord.example", True, PasskeyPlace(is_here=True)),
        ("lyhord.example", False, PasskeyPlace(is_here=False)),
        ("127.0.0.1:8000", False, ELSEWHERE),
        ("[::1]:8000", False, ELSEWHERE),
        ("192.168.1.7:8000", False, PasskeyPlace(is_here=False)),
        ("192.168.1.7", True, PasskeyPlace(is_here=False)),
    ],
)
def test_a_passkey_needs_a_name_and_a_safe_way(host, is_secure, place):
    request = RequestFactory().get(
        "/accounts/login/", {"next": "/me/"}, headers={"host": host}, secure=is_secure
    )
    request.META["QUERY_STRING"] = "next=/me/"

    assert passkey_place(request) == place


def test_a_name_that_is_not_served_is_not_offered(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    request = RequestFactory().get("/", headers={"host": "127.0.0.1:8000"})

    assert passkey_place(request) == PasskeyPlace(is_here=False)


@contextmanager
def touch_device(server: Server, chromium: Browser, **how) -> Iterator[Page]:
    """A browser with a fingerprint reader that always knows its owner; it comes by the address of numbers."""
    context = chromium.new_context(base_url=server.url, locale="en", **how)
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints = complaints_of(page)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    reader = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
    yield page
    context.close()
    assert complaints == []


def go_to_the_name(page: Page) -> None:
    page.goto("/accounts/login/?next=/me/")
    page.get_by_role("link", name="Sign in with a passkey at localhost").click()
    page.wait_for_url("http://localhost:**", wait_until="commit")


def sign_in_with_password(page: Page, email: str) -> None:
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def add_passkey(page: Page, *, instead_of_password: bool) -> None:
    page.goto(f"{here(page)}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.fill("[name=name]", "My phone")
    page.set_checked("[name=passwordless]", instead_of_password)
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")


def here(page: Page) -> str:
    return page.evaluate("location.origin")


@browser_test
def test_a_passkey_is_added_signs_in_without_a_password_and_is_removed(server, chromium, head):
    with touch_device(server, chromium) as page:
        go_to_the_name(page)
        sign_in_with_password(page, head.user.email)
        page.wait_for_url(INSIDE)
        add_passkey(page, instead_of_password=True)
        page.context.clear_cookies()

        go_to_the_name(page)
        page.click("#passkey_login")
        page.wait_for_url(INSIDE)
        page.goto(f"{here(page)}/accounts/2fa/webauthn/")
        expect(page.get_by_text("My phone")).to_be_visible()
        page.get_by_role("link", name="Remove").click()
        page.get_by_role("link", name="Use a security key").click()
        page.click("#mfa_webauthn_reauthenticate")
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_text("No keys yet")).to_be_visible()

    said = AuditEntry.objects.filter(what__endswith="second_step", details__kind="webauthn")
    assert [entry.what for entry in said.order_by("pk")] == [
        "organisation.add_second_step", "organisation.remove_second_step",
    ]  # fmt: skip


@browser_test
def test_a_security_key_is_the_second_step_after_the_password(server, chromium, head):
    with touch_device(server, chromium, viewport=PHONE) as page:
        go_to_the_name(page)
        sign_in_with_password(page, head.user.email)
        page.wait_for_url(INSIDE)
        add_passkey(page, instead_of_password=False)
        page.context.clear_cookies()

        go_to_the_name(page)
        sign_in_with_password(page, head.user.email)
        page.wait_for_url("**/2fa/authenticate/**")
        assert axe(page) == []
        page.click("#mfa_webauthn_authenticate")

        page.wait_for_url(INSIDE)


@browser_test
def test_a_passkey_that_is_refused_is_said_so_in_words(server, chromium, head):
    with touch_device(server, chromium) as page:
        go_to_the_name(page)

        page.click("#passkey_login")

        expect(page.locator("#passkey-error")).to_contain_text("The passkey was not used.")


@browser_test
def test_at_an_address_of_numbers_the_way_to_the_name_is_shown(server, chromium, head):
    with server.open(chromium, head, locale="en") as page:
        page.goto("/accounts/2fa/webauthn/add/")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")

        page.get_by_role("link", name="Go to localhost").click()

        page.wait_for_url(re.compile(r"http://localhost:\d+/"), wait_until="commit")
        assert "/accounts/login/" in page.url
