"""The main job: what somebody writes on a real network stands on the page of somebody who is looking."""

import time
from statistics import median

import pytest

FOUND = """
from lyhord.listening.services import MonitorWish, create_monitor
from lyhord.organisation.requests import Actor
from lyhord.organisation.services import create_first_user, create_workspace
user = create_first_user(email="hedda@nordkaffe.example", name="Hedda", password="{password}", language="en")
by = Actor(user=user, name=user.name)
workspace = create_workspace(by=by, name="Nordkaffe")
create_monitor(workspace=workspace, by=by, asked=MonitorWish(name="Us", query="nordkaffe*"))
"""
PASSWORD = "blue teapot under seven bridges"


@pytest.fixture
def listening_house(house, atproto):
    """Founded, up, and listening to the network."""
    house.environment |= {
        "LYHORD_BLUESKY_RELAY": atproto.relay,
        "LYHORD_BLUESKY_APPVIEW": atproto.pds,
        "LYHORD_ALLOWED_NETWORKS": "127.0.0.0/8",
    }
    house.say("setup")
    house.say("shell", "--verbosity", "0", "-c", FOUND.format(password=PASSWORD))
    house.up()
    return house


def seconds_until_seen(page, account, text: str) -> float:
    account.post(text)
    posted = time.monotonic()
    page.get_by_text(text.split(":")[0]).first.wait_for(timeout=30_000)
    return time.monotonic() - posted


@pytest.mark.browser
@pytest.mark.atproto
def test_a_post_stands_on_the_page_within_two_seconds(listening_house, atproto, chromium, record_property):
    context = chromium.new_context(base_url=listening_house.url, locale="en")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("hedda@nordkaffe.example")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/nordkaffe/**")
    page.goto("/w/nordkaffe/mentions/")
    anna = atproto.join("anna")
    seconds_until_seen(page, anna, "Warm-up at Nordkaffe: the line is open now")

    rounds = []
    for number in range(4):  # a busy machine has a quieter moment; a product that waits too long has none
        said = [f"Fika number {number}.{n} at Nordkaffe: lovely" for n in range(5)]
        rounds.append([seconds_until_seen(page, anna, text) for text in said])  # every one of them comes
        if median(rounds[-1]) <= 2:
            break

    record_property("from the post to the page, s", rounds)
    assert median(rounds[-1]) <= 2
    context.close()
    anna.http.close()
