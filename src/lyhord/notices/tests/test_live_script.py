"""The browser's end of the stream: it hears, and finds its way back whatever happened to the server."""

import socket

import pytest
from django.urls import reverse

from lyhord.notices.selectors import newest_event
from lyhord.notices.services import tell_browsers

pytestmark = pytest.mark.browser
PAGE = """url => {
  document.body.innerHTML = `Here<div data-live="${url}" data-live-after="AFTER"
                                 data-live-patience="1500"></div>`;
  document.body.addEventListener("live:mentions", event => {
    document.body.dataset.heard = Number(document.body.dataset.heard || 0) + event.detail.count;
  });
}"""


@pytest.fixture
def listening(own_server, chromium, head):
    """A page with nothing but the stream on it."""
    with own_server.open(chromium, head) as page:
        page.route("**/blank", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page.goto("/blank")
        page.evaluate(PAGE.replace("AFTER", str(newest_event())), reverse("notices:live", args=["nordkaffe"]))
        page.add_script_tag(url="/static/notices/live.js")
        page.wait_for_selector("html[data-live-state=open]")
        yield page
        page.complaints.clear()  # a server that is away is an error to the browser


def tell(person, count):
    tell_browsers(workspace_id=person.workspace.pk, topic="mentions", count=count)


def test_an_event_reaches_the_page(listening, head):
    tell(head, 3)

    listening.wait_for_selector("body[data-heard='3']", timeout=3000)


def test_nothing_is_missed_while_the_server_starts_again(listening, own_server, head):
    own_server.stop()
    listening.wait_for_selector("html[data-live-state=closed]")
    tell(head, 5)

    own_server.start()

    listening.wait_for_selector("body[data-heard='5']", timeout=20000)


def test_a_server_that_accepts_but_does_not_answer_is_given_up(listening, own_server, head):
    own_server.stop()
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        deaf.bind(("127.0.0.1", own_server.port))
        deaf.listen()
        listening.wait_for_selector("html[data-live-state=closed]")
        with deaf.accept()[0] as line:
            assert line.recv(3) == b"GET"
            assert line.recv(9999).endswith(b"\r\n\r\n")
            assert line.recv(1) == b""  # given up
    tell(head, 2)

    own_server.start()

    listening.wait_for_selector("body[data-heard='2']", timeout=30000)
