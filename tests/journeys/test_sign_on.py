"""The whole installation with a company's own sign-on, set up by its settings: in a real browser."""

import pytest
from playwright.sync_api import expect
from tests.browsing import complaints_of

from lyhord.organisation.tests.sign_on_server import CLIENT, SECRET, open_provider

pytestmark = pytest.mark.browser


def test_a_head_signs_in_with_the_companys_sign_on(house, chromium):
    with open_provider() as provider:
        house.environment |= {
            "LYHORD_OIDC_URL": provider.web.url, "LYHORD_OIDC_NAME": "Nordkaffe ID",
            "LYHORD_OIDC_CLIENT": CLIENT, "LYHORD_OIDC_SECRET": SECRET,
            "LYHORD_ALLOWED_NETWORKS": "127.0.0.1/32", "LYHORD_LISTEN": "no",
        }  # fmt: skip
        provider.person = {"sub": "1", "email": "anna@nordkaffe.example", "email_verified": True}
        house.up()
        house.say("user", "add", "anna@nordkaffe.example", "--name", "Anna", given="korrekt häst batteri\n")
        page = chromium.new_context(base_url=house.url, locale="en").new_page()
        complaints = complaints_of(page)

        page.goto("/accounts/login/?next=/me/")
        page.get_by_role("button", name="Sign in with Nordkaffe ID").click()

        expect(page.get_by_role("heading", name="Your profile")).to_be_visible()
        expect(page.get_by_text("From now on you sign in with Nordkaffe ID.")).to_be_visible()
        assert complaints == []
