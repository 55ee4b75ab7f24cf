"""The company's own sign-on opens accounts and takes up invitations; an unproven address opens nothing."""

from urllib.parse import urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.organisation import services
from lyhord.organisation.models import AuditEntry, Member, User
from lyhord.organisation.selectors import positions_of

from .sign_on_server import CLIENT, SECRET, Provider, open_provider

LOGIN = "/accounts/oidc/oidc/login/?process=login"
HEDDA = {"sub": "42", "email": "Hedda.Head@nordkaffe.example", "email_verified": True, "name": "Hedda"}
NINA = {"sub": "43", "email": "nina@ny.example", "email_verified": True, "name": "Nina Ny"}


@pytest.fixture
def provider(settings, db):
    with open_provider() as provider:
        app = {
            "provider_id": "oidc", "name": "Nordkaffe ID", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": provider.web.url},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        settings.NETWORKS = {**settings.NETWORKS, "allowed": ["127.0.0.1/32"]}
        settings.LOGIN_REDIRECT_URL = "/me/"
        yield provider


def come_by(provider: Provider, person: dict | None, browser: Client | None = None):
    """Press the button, pass the sign-on as ``person``, and come back: our answer to that."""
    provider.person, browser = person, browser or Client()
    out = browser.post(LOGIN)
    back = httpx.get(out.url)
    return browser.get(urlsplit(back.headers["location"])._replace(scheme="", netloc="").geturl())


def who_is_in(browser: Client) -> str:
    user = browser.session.get("_auth_user_id")
    return User.objects.get(pk=user).email if user else ""


def test_a_verified_address_opens_its_account(provider, head):
    browser = Client()

    assert come_by(provider, HEDDA, browser).url == "/me/"
    assert who_is_in(browser) == head.user.email
    assert AuditEntry.objects.filter(what="organisation.sign_in", workspace=head.workspace).count() == 1


def test_the_password_that_was_there_before_opens_nothing_any_more_and_that_is_said(provider, head):
    browser = Client()
    come_by(provider, HEDDA, browser)

    page = browser.get("/me/").content.decode()

    head.user.refresh_from_db()
    assert "From now on you sign in with Nordkaffe ID." in page
    assert (head.user.has_usable_password(), head.browser.get("/me/").status_code) == (False, 302)


def test_the_next_time_the_person_is_known_by_number_not_by_address(provider, head):
    come_by(provider, HEDDA)
    browser = Client()

    come_by(provider, {"sub": "42", "email": "hedda@else.example", "email_verified": False}, browser)

    assert who_is_in(browser) == head.user.email


@pytest.mark.parametrize("word", [False, "false", "true", 1, None])
def test_an_address_that_is_not_verified_opens_nothing(provider, head, word):
    browser = Client()

    answer = come_by(provider, {**HEDDA, "email_verified": word}, browser)

    assert (answer.status_code, who_is_in(browser)) == (403, "")
    assert "so it opens nothing here" in answer.content.decode()
    assert SocialAccount.objects.count() == 0


def test_somebody_nobody_invited_stays_outside(provider, head):
    browser = Client()

    answer = come_by(provider, NINA, browser)

    assert (answer.status_code, who_is_in(browser)) == (403, "")
    assert "Nobody has invited this address." in answer.content.decode()
    assert User.objects.filter(email="nina@ny.example").count() == 0


def test_somebody_who_is_invited_joins_without_link_and_password(provider, head):
    services.invite(
        head.workspace, by=head.actor, email="Nina@ny.example", positions=["analyst"], now=utc_now()
    )
    browser = Client()

    come_by(provider, NINA, browser)

    member = Member.objects.get(user__email="nina@ny.example")
    assert who_is_in(browser) == "nina@ny.example"
    assert (str(member), positions_of(member, today=utc_now().date())) == ("Nina Ny", {"analyst"})
    assert (member.user.language, member.user.has_usable_password()) == ("sv", False)


@pytest.mark.parametrize("fate", ["withdrawn", "over", "unverified"])
def test_an_invitation_that_is_over_or_not_theirs_does_not_help(provider, head, fate):
    invitation = services.invite(
        head.workspace, by=head.actor, email=NINA["email"], positions=["head"], now=utc_now()
    )
    if fate == "withdrawn":
        services.withdraw_invitation(invitation, by=head.actor, now=utc_now())
    if fate == "over":
        invitation.expires_at = utc_now()
        invitation.save(update_fields=["expires_at"])

    answer = come_by(provider, {**NINA, "email_verified": fate != "unverified"})

    assert (answer.status_code, User.objects.filter(email=NINA["email"]).count()) == (403, 0)


def test_a_person_who_may_not_sign_in_stays_outside(provider, head):
    head.user.is_active = False
    head.user.save(update_fields=["is_active"])
    browser = Client()

    come_by(provider, HEDDA, browser)

    assert who_is_in(browser) == ""


def test_token_and_page_about_two_people_open_nothing(provider, head):
    provider.about = {"sub": "666"}
    browser = Client()

    answer = come_by(provider, HEDDA, browser)

    assert (answer.status_code, who_is_in(browser)) == (401, "")


def test_a_token_for_another_program_opens_nothing(provider, head):
    provider.audience = "another program"
    browser = Client()

    answer = come_by(provider, HEDDA, browser)

    assert (answer.status_code, who_is_in(browser)) == (401, "")


def test_an_answer_nobody_asked_for_opens_nothing(provider, head, analyst):
    """Somebody else's way back, put under another's hands (login CSRF)."""
    provider.person = HEDDA
    back = httpx.get(Client().post(LOGIN).url).headers["location"]
    browser = Client()

    answer = browser.get(urlsplit(back)._replace(scheme="", netloc="").geturl())

    assert (answer.status_code, who_is_in(browser)) == (401, "")


def test_no_other_person_is_tied_to_ones_account(provider, head):
    answer = come_by(provider, None, head.browser)
    provider.person = NINA
    out = head.browser.post("/accounts/oidc/oidc/login/?process=connect")
    tied = head.browser.get(
        urlsplit(httpx.get(out.url).headers["location"])._replace(scheme="", netloc="").geturl()
    )

    assert (answer.status_code, tied.status_code, SocialAccount.objects.count()) == (302, 401, 0)


def test_who_turns_back_is_told_that_nothing_happened(provider, head):
    browser = Client()

    answer = come_by(provider, None, browser)

    assert answer.url == "/accounts/3rdparty/login/cancelled/"
    assert "Nothing has happened." in browser.get(answer.url).content.decode()


def test_the_page_of_a_failure_is_open_to_whoever_is_not_signed_in(db):
    page = Client().get("/accounts/3rdparty/login/error/", headers={"Accept-Language": "sv"})

    assert '<h1 class="org-heading">Inloggningen fungerade inte</h1>' in page.content.decode()


def test_a_sign_on_inside_must_be_allowed_by_its_address(provider, head, settings):
    settings.NETWORKS = {**settings.NETWORKS, "allowed": []}

    answer = Client().post(LOGIN)

    assert (answer.status_code, provider.web.asked) == (502, [])
    assert "its address may not be called" in answer.content.decode()


@pytest.mark.parametrize("body", ["", "<html>", "null", "[1]", "{}"])
def test_a_sign_on_that_talks_nonsense_is_said_so(provider, head, body):
    provider.web.page("/.well-known/openid-configuration", body)

    assert Client().post(LOGIN).status_code == 502


def test_the_second_step_is_asked_for_here_too(provider, head):
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 -- only here

    TOTP.activate(head.user, "JBSWY3DPEHPK3PXP")
    browser = Client()

    answer = come_by(provider, HEDDA, browser)

    assert (answer.url.split("?")[0], who_is_in(browser)) == ("/accounts/2fa/authenticate/", "")
