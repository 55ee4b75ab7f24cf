"""The listening pages as people use them: by keyboard, live, and with hostile posts, in a real Chromium."""

import pytest
from playwright.sync_api import expect
from tests.browsing import DESK, PHONE, chromium, server, shared_server

from lyhord.listening.models import Mention, Monitor
from lyhord.listening.rules import State
from lyhord.listening.tests.stream import hear, listen_for, own_source, posted

__all__ = ["chromium", "server", "shared_server"]
pytestmark = pytest.mark.browser
MENTIONS = "/w/nordkaffe/mentions/"


@pytest.fixture
def source(server, head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    source = own_source(head.workspace)
    hear(source, *(posted(str(number), f"Kaffe {number}", number) for number in range(3)))
    return source


def state_of(number):
    return Mention.objects.get(external_id=str(number)).state


def test_mentions_are_gone_through_by_keyboard_and_undone(server, chromium, head, source):
    with server.open(chromium, head, viewport=DESK) as page:
        page.goto(MENTIONS)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator("#detail .detail-text")).to_have_text("Kaffe 1")
        expect(page.locator(".mention-row.is-open.is-new")).to_have_count(0)
        page.keyboard.press("e")
        expect(page.locator(".mention-row")).to_have_count(2)
        assert (state_of(1), state_of(2)) == (State.DONE, State.NEW)

        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".mention-row")).to_have_count(3)
        assert state_of(1) == State.READ


def test_several_are_chosen_and_marked_at_once(server, chromium, head, source):
    with server.open(chromium, head, viewport=DESK) as page:
        page.goto(MENTIONS)
        expect(page.locator("#bulk")).to_be_hidden()
        for key in "jxjx":
            page.keyboard.press(key)
        expect(page.locator("[data-ticked]")).to_have_text("2")
        page.locator("#bulk").get_by_role("button", name="Done").click()

        expect(page.locator(".mention-row")).to_have_count(1)
    assert [state_of(number) for number in range(3)] == [State.NEW, State.DONE, State.DONE]


def test_a_new_row_comes_by_itself_and_nothing_moves(server, chromium, head, source):
    with server.open(chromium, head, viewport=DESK) as page:
        page.goto(MENTIONS)
        page.wait_for_selector("html[data-live-state=open]")
        page.keyboard.press("j")
        page.keyboard.press("j")
        focused = page.locator(".mention-row.is-current")
        before = focused.bounding_box()["y"]

        hear(source, posted("late", "Sent kaffe", -5), posted("new", "Nytt kaffe", 9))

        expect(page.locator(".mention-row")).to_have_count(5, timeout=5000)
        texts = [text.strip() for text in page.locator(".mention-row .row-text").all_inner_texts()]
        assert texts == ["Nytt kaffe", "Kaffe 2", "Kaffe 1", "Kaffe 0", "Sent kaffe"]
        expect(page.locator("#mention-news")).to_have_text("2 new mentions")
        expect(focused.locator("[data-open-row]")).to_be_focused()
        assert focused.inner_text().count("Kaffe 1") == 1
        assert before >= 0


def test_the_first_mention_of_all_appears_in_the_empty_page(server, chromium, head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    with server.open(chromium, head, viewport=PHONE) as page:
        page.goto(MENTIONS)
        expect(page.locator(".empty-heading")).to_have_text("We are listening")
        page.wait_for_selector("html[data-live-state=open]")

        hear(own_source(head.workspace), posted("1", "Första kaffet kaffe"))

        expect(page.locator(".mention-row")).to_have_count(1, timeout=5000)
        expect(page.locator(".empty-heading")).to_have_count(0)


def test_on_a_phone_a_mention_is_a_page_of_its_own_and_leaves_the_unread(server, chromium, head, source):
    with server.open(chromium, head, viewport=PHONE) as page:
        page.goto(MENTIONS)
        with page.expect_response("**/mentions/mark/"):  # opening it marks it as read
            page.locator(".row-link").first.click()
        expect(page.locator(".detail-text")).to_have_text("Kaffe 2")
        expect(page.locator(".pane-list")).to_be_hidden()
        page.get_by_role("link", name="Back to the list").click()

        expect(page.locator(".mention-row .row-text")).to_have_text(["Kaffe 1", "Kaffe 0"])
        assert [state_of(number) for number in (2, 1, 0)] == [State.READ, State.NEW, State.NEW]


def test_hostile_posts_do_nothing(server, chromium, head):
    listen_for(head.workspace, "kaffe", name="Coffee")
    bad = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script> kaffe"
    hear(own_source(head.workspace, name=bad[:60]), posted("1", bad, title=bad, author_name=bad[:150]))
    with server.open(chromium, head, viewport=DESK) as page:
        page.goto(MENTIONS)
        page.locator(".row-link").first.click()
        expect(page.locator("#detail .detail-text")).to_have_text(bad)

        assert page.title() == "Mentions · Nordkaffe AB · Lyhörd"
        assert page.locator("main img, main script").count() == 1  # the live stream's own script


def test_a_monitor_is_written_tried_and_saved(server, chromium, head):
    hear(own_source(head.workspace), posted("1", "Gott kaffe"), posted("2", "Fri frakt med kaffe", 1))
    with server.open(chromium, head, viewport=DESK) as page:
        page.goto("/w/nordkaffe/monitors/new/")
        page.get_by_label("Name").fill("Coffee")
        page.get_by_label("Words and phrases").fill("kaffe")
        expect(page.locator("#id_query")).to_have_value("kaffe")
        expect(page.locator(".preview-number")).to_have_text("2 hits")

        page.locator("#id_query").fill("kaffe AND frakt NOT (")
        expect(page.locator(".fault-words")).to_contain_text("parenthes")
        page.locator("#id_query").fill('kaffe AND "fri frakt"')
        expect(page.get_by_label("… together with one of these")).to_have_value("fri frakt")
        expect(page.locator(".preview-number")).to_have_text("1 hit")
        expect(page.locator(".sample mark").first).to_have_text("Fri frakt")

        page.get_by_role("button", name="Save and listen").click()
        expect(page.locator("h1")).to_contain_text("Coffee")
    assert Monitor.objects.get().query == 'kaffe AND "fri frakt"'
