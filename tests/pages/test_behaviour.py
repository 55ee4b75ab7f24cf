"""What the frame does by keyboard, in a real browser: palette, keys, theme, dialogs, lists, toasts."""

import pytest
from playwright.sync_api import expect
from tests.pages.specimen import specimen

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


@pytest.fixture
def page(chromium, shared_server, company):
    """The specimen page, served at an address of the workspace, as the head sees it."""
    context = chromium.new_context(base_url=shared_server.url, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    context.add_cookies([shared_server.session(company.head)])
    company.head.user.language = "en"
    company.head.user.save(update_fields=["language"])
    html = specimen(company.head)
    context.route("**/specimen/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = context.new_page()
    page.goto("/specimen/")
    yield page
    context.close()


def results(page):
    return page.locator("#palette-list [role=option]")


def is_dark(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 21, 19)"


def test_the_palette_leads_anywhere_by_keyboard_alone(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("people")
    expect(results(page).first).to_contain_text("People")
    page.keyboard.press("Enter")

    page.wait_for_url("**/department/people/")


def test_the_palette_tells_a_screen_reader_which_result_is_chosen(page):
    page.keyboard.press("Control+k")
    expect(results(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")

    chosen = results(page).nth(1)
    expect(chosen).to_have_attribute("aria-selected", "true")
    active = page.locator("#palette-input").get_attribute("aria-activedescendant")
    assert active == chosen.get_attribute("id")


def test_escape_closes_the_palette_and_gives_the_focus_back(page):
    page.locator("[data-palette]").first.focus()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("[data-palette]").first).to_be_focused()


def test_two_keys_lead_to_a_place(page):
    page.keyboard.press("g")
    page.keyboard.press("d")

    page.wait_for_url("**/department/")


def test_a_letter_typed_into_a_field_is_a_letter(page):
    page.get_by_label("Company").fill("")
    page.get_by_label("Company").press_sequentially("g d?")

    assert (page.get_by_label("Company").input_value(), page.url.endswith("/specimen/")) == ("g d?", True)


def test_keys_are_silent_for_those_who_do_not_want_them(page):
    page.evaluate("document.body.removeAttribute('data-shortcuts')")
    page.keyboard.press("?")

    expect(page.locator("#keys-help")).to_be_hidden()


def test_the_help_lists_the_keys_of_the_page(page):
    page.keyboard.press("?")

    help_text = page.locator("#keys-help").inner_text()
    assert [word in help_text for word in ("New monitor", "Next row", "Mark as done")] == [True] * 3


def test_rows_are_walked_with_j_and_k(page):
    for key in "jjk":
        page.keyboard.press(key)

    expect(page.locator("[data-list] [data-row]").nth(1)).to_have_class("row-item is-current")


def test_the_theme_changes_at_once_and_for_good(page, company):
    page.goto(f"/w/{company.head.workspace.slug}/strategy/")
    page.locator(".person > summary").click()
    page.locator(".side").get_by_role("button", name="Dark").click()
    at_once = is_dark(page)
    page.reload()

    assert (at_once, is_dark(page)) == (True, True)


def test_the_theme_follows_the_system_without_javascript(chromium, shared_server):
    context = chromium.new_context(
        base_url=shared_server.url, color_scheme="dark", java_script_enabled=False, viewport=None
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    picture = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    context.close()

    assert picture == "rgb(23, 21, 19)"


def test_what_cannot_be_undone_asks_first(page):
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator("#confirm")).to_contain_text("Remove the source for good?")
    page.get_by_role("button", name="Cancel").click()

    assert (page.locator("#confirm").is_visible(), "POST" in sent) == (False, False)


def test_a_toast_waits_for_the_pointer_and_an_error_for_being_closed(page):
    expect(page.locator(".toast-card")).to_have_count(2)
    assert page.locator(".toast-error[data-toast]").count() == 0


def test_a_part_that_fails_says_so(page):
    page.route("**/fails/", lambda route: route.fulfill(status=500, body="no"))
    page.evaluate("htmx.ajax('POST', '/fails/', {source: document.body, swap: 'none'})")

    expect(page.locator(".toast-card").last).to_contain_text("That did not work")


def test_a_menu_closes_on_escape_and_beside_it(page):
    page.locator(".person > summary").click()
    page.keyboard.press("Escape")

    expect(page.locator(".person > summary")).to_be_focused()
    expect(page.locator(".person .menu-list")).to_be_hidden()
