"""The stream: over HTTP from a real server, and its generator for what takes minutes."""

import asyncio

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.notices.models import LiveEvent
from lyhord.notices.selectors import listener_of, newest_event
from lyhord.notices.services import tell_browsers
from lyhord.notices.stream import stream

LIVE = "/w/nordkaffe/live/"


def cookies(person):
    return {"session": person.browser.cookies["session"].value}


def messages(lines, count):
    """The next ``count`` messages that are not signs of life, as dictionaries."""
    found, message = [], {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            message[name] = value
            continue
        if message and message.get("event") != "still":
            found.append(message)
        message = {}
        if len(found) == count:
            return found
    return found


def begun(lines):
    """Read the first sign of life."""
    while next(lines):
        pass


def tell(workspace, topic="mentions", count=1):
    tell_browsers(workspace_id=workspace.pk, topic=topic, count=count)
    return str(newest_event())


def test_only_members_hear_the_stream(head, viewer, colleague, stranger):
    assert Client().get(LIVE).status_code == 403
    assert stranger.browser.get(LIVE).status_code == 404
    for person in (head, viewer, colleague):
        response = person.browser.get(LIVE)
        assert (response.status_code, response["Content-Type"]) == (200, "text/event-stream")
        assert response["X-Accel-Buffering"] == "no"


@pytest.mark.browser
def test_what_happens_is_told_to_its_own_workspace_only(server, head, stranger):
    with (
        httpx.Client(base_url=server.url, cookies=cookies(head), timeout=10) as web,
        web.stream("GET", LIVE) as response,
    ):
        lines = response.iter_lines()
        begun(lines)
        tell(stranger.workspace, count=9)
        event = tell(head.workspace, count=3)

        assert messages(lines, 1) == [{"id": event, "event": "mentions", "data": "3"}]


@pytest.mark.browser
def test_who_was_away_is_told_what_it_missed(server, head):
    seen = tell(head.workspace)
    tell(head.workspace, count=2)
    event = tell(head.workspace, count=5)

    for how in ({"headers": {"Last-Event-ID": seen}}, {"params": {"after": seen}}):
        with httpx.stream("GET", server.url + LIVE, cookies=cookies(head), timeout=10, **how) as response:
            assert messages(response.iter_lines(), 1) == [{"id": event, "event": "mentions", "data": "7"}]


@pytest.mark.browser
def test_open_streams_do_not_hold_up_the_end_of_the_server(own_server, head):
    with httpx.stream("GET", own_server.url + LIVE, cookies=cookies(head), timeout=10) as response:
        lines = response.iter_lines()
        begun(lines)

        own_server.process.terminate()

        assert messages(lines, 1) == []
        assert own_server.process.wait(timeout=2.5) in {0, -15}


async def next_of(events):
    return await asyncio.wait_for(anext(events), 5)


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_who_is_sent_away_hears_nothing_more(analyst):
    key = analyst.browser.cookies["session"].value
    listener = await sync_to_async(listener_of)(analyst.user, "nordkaffe", session_key=key, now=utc_now())
    events = stream(listener, None, still_s=0.05, check_s=0.1)
    await next_of(events)

    analyst.member.left_at = utc_now()
    await analyst.member.asave(update_fields=["left_at"])

    heard = [event async for event in events]
    assert heard[-1] == b"event: over\ndata: .\n\n"


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_slow_page_gets_one_line_for_all_that_it_has_not_heard(head):
    listener = await sync_to_async(listener_of)(head.user, "nordkaffe", session_key="", now=utc_now())
    events = stream(listener, None, still_s=5)
    await next_of(events)

    await LiveEvent.objects.abulk_create(
        LiveEvent(workspace=head.workspace, topic="mentions", count=2) for _ in range(300)
    )

    newest = (await LiveEvent.objects.order_by("-id").afirst()).pk
    assert await next_of(events) == f"id: {newest}\nevent: mentions\ndata: 600\n\n".encode()
    await events.aclose()
