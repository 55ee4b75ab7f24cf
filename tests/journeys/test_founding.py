"""From nothing to the first mention, as a new user walks it; and what disturbs them on the way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from conftest import join
from playwright.sync_api import Browser, Page, expect
from tests.browsing import DESK, PHONE, Server, complaints_of

from lyhord.channels.contract import Batch, Event, Kind
from lyhord.channels.models import Source
from lyhord.common.clock import utc_now
from lyhord.listening.services import archive
from lyhord.organisation.models import Workspace
from lyhord.percolator import Post
from lyhord.strategy.models import Strategy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "sv": ("Gå vidare", "Börja lyssna", "Ni är i gång", "Utkastet är sparat", "Lyssnar …"),
    "en": ("Go on", "Start listening", "You are live", "Kept", "Listening …"),
}


@contextmanager
def visitor(server: Server, chromium: Browser, language: str, size=DESK) -> Iterator[Page]:
    """Somebody whom nobody knows yet."""
    context = chromium.new_context(base_url=server.url, locale=f"{language}-SE", viewport=size)
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints = complaints_of(page)
    yield page
    context.close()
    assert complaints == []


def begin(page: Page) -> None:
    page.goto("/")
    for field, value in {
        "company": "Nordkaffe AB",
        "name": "Hedda",
        "email": "hedda@nordkaffe.example",
    }.items():
        page.fill(f"[name={field}]", value)
    page.fill("[name=password]", "four words no relation")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/founding/company/")


def say(text: str) -> None:
    """Somebody writes, and the listener hears it."""
    now = utc_now()
    source, _made = Source.objects.get_or_create(network="bluesky", address="test", is_stream=True)
    post = Post(id="1", text=text, author="anna.bsky.social", lang="sv", source="bluesky", created_at=now)
    event = Event(kind=Kind.POSTED, external_id=f"at://{text}", at=now, post=post, url="https://bsky.app/x")
    archive(source=source, batch=Batch(events=(event,), cursor=""), now=now)


@pytest.mark.parametrize(("language", "size"), [("sv", DESK), ("en", PHONE)])
def test_from_nothing_to_the_first_mention(server, chromium, language, size):
    go_on, start, live, _kept, listening = WORDS[language]
    with visitor(server, chromium, language, size) as page:
        began = utc_now()
        begin(page)
        for _ in range(9):
            page.get_by_role("button", name=go_on, exact=True).click()
        page.get_by_role("button", name=start).click()
        expect(page.get_by_role("heading", name=live, exact=True)).to_be_visible()
        expect(page.get_by_text(listening)).to_be_visible()
        expect(page.locator("html[data-live-state=open]")).to_have_count(1)

        say("Nordkaffe har världens godaste bryggkaffe")

        expect(page.get_by_text("världens godaste bryggkaffe")).to_be_visible(timeout=5_000)
        assert utc_now() - began < timedelta(minutes=5)


def test_what_was_typed_is_there_when_one_comes_back(server, chromium):
    _go_on, _start, _live, kept, _listening = WORDS["sv"]
    with visitor(server, chromium, "sv") as page:
        begin(page)
        page.goto("/w/nordkaffe-ab/founding/strategy/")
        page.locator("[name=want]").press_sequentially("En halv men")
        expect(page.get_by_role("status").get_by_text(kept)).to_be_visible()

        page.goto("/w/nordkaffe-ab/")
        page.goto("/w/nordkaffe-ab/founding/strategy/")

        expect(page.locator("[name=want]")).to_have_value("En halv men")


def test_the_guide_goes_back_and_forward_and_on_where_it_was_left(server, chromium):
    go_on = WORDS["en"][0]
    with visitor(server, chromium, "en") as page:
        begin(page)
        for _ in range(2):
            page.get_by_role("button", name=go_on, exact=True).click()
        page.get_by_role("link", name="Back").click()
        expect(page).to_have_url(re.compile("/founding/structure/"))

        page.goto("/w/nordkaffe-ab/founding/")

        expect(page).to_have_url(re.compile("/founding/together/"))


def test_two_at_the_same_question_lose_nothing(server, chromium, head):
    other = join(head.workspace, "Olle Other", "head")
    with server.open(chromium, head) as mine, server.open(chromium, other) as theirs:
        for page in (mine, theirs):
            page.goto("/w/nordkaffe/founding/strategy/")
        theirs.fill("[name=want]", "Theirs")
        theirs.get_by_role("button", name="Go on").click()
        theirs.wait_for_url("**/founding/goals/")

        mine.fill("[name=want]", "Mine")
        mine.get_by_role("button", name="Go on").click()

        expect(mine.get_by_role("alert")).to_contain_text("Theirs")
        expect(mine.locator("[name=want]")).to_have_value("Mine")
        mine.complaints.clear()  # the browser calls the 409 an error
        mine.get_by_role("button", name="Go on").click()
        mine.wait_for_url("**/founding/goals/")
    assert Strategy.objects.get().want == "Mine"


def test_without_javascript_the_guide_can_be_walked(server, chromium):
    context = chromium.new_context(base_url=server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    begin(page)
    for _ in range(9):
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Start listening").click()

    expect(page.get_by_role("heading", name="You are live", exact=True)).to_be_visible()
    assert Workspace.objects.get().founded_at is not None
    context.close()


def test_the_summary_prints_on_one_page(server, chromium):
    with visitor(server, chromium, "sv") as page:
        begin(page)
        page.goto("/w/nordkaffe-ab/founding/strategy/")
        page.locator(".examples button").first.click()
        for _ in range(9):
            page.goto("/w/nordkaffe-ab/founding/")
            page.locator(".guide-go").click()
        page.goto("/w/nordkaffe-ab/founding/summary/")

        printed = page.pdf(prefer_css_page_size=True)

        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
