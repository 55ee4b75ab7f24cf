"""A query is tried on what is stored, a stretch at a time."""

from dataclasses import replace
from importlib import import_module
from itertools import count

import pytest

from lyhord.listening import selectors
from lyhord.listening.tests.stream import hear, listen_for, own_source, posted, shared_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(nordkaffe):
    """Seven posts came by; three are mentions."""
    stream = shared_source()
    hear(stream, posted("older", "Kaffe och bulle", 0))
    listen_for(nordkaffe, "bulle")
    hear(stream, *(posted(f"{at}", "Kaffe" + " bulle" * (at % 3 == 0), at) for at in range(1, 7)))
    return stream


def step_by_step(workspace, query, monkeypatch):
    """Previews that look at two posts at a time, each going on where the one before ended."""
    monkeypatch.setattr(import_module("lyhord.listening.selectors.preview"), "_SIZE", 2)
    found = [selectors.preview(workspace, query, seconds=1, clock=count().__next__)]
    while not found[-1].complete:
        ticks = count()
        found.append(
            selectors.preview(
                workspace, query, seconds=1.5, after=found[-1].go_on, clock=lambda ticks=ticks: next(ticks)
            )
        )
    return found


@pytest.mark.parametrize("query", ["kaffe", "bulle", "kaffe -bulle", "lang:sv", "has:question"])
def test_step_by_step_it_finds_what_it_finds_at_once(nordkaffe, heard, monkeypatch, query):
    at_once = selectors.preview(nordkaffe, query, seconds=60)

    steps = step_by_step(nordkaffe, query, monkeypatch)

    assert steps[-1] == at_once
    assert [step.part for step in steps] == sorted(step.part for step in steps)
    assert (len(steps) > 3, steps[0].part < 1, steps[-1].part, steps[-1].go_on) == (True, True, 1.0, "")


def test_a_post_that_is_a_mention_already_counts_once(nordkaffe, heard):
    found = selectors.preview(nordkaffe, "bulle")

    assert (found.hits, found.heard_hits, found.archive_hits) == (3, 3, 2)


def test_a_post_that_two_sources_told_of_counts_once(nordkaffe, heard):
    hear(own_source(nordkaffe, network="bluesky"), posted("1", "Kaffe", 1))

    assert selectors.preview(nordkaffe, "kaffe -bulle").hits == 4


@pytest.mark.parametrize("other", ["kaffe OR te", "kaffe -te"])
def test_another_query_begins_anew(nordkaffe, heard, monkeypatch, other):
    first = step_by_step(nordkaffe, "kaffe", monkeypatch)[1]

    found = selectors.preview(nordkaffe, other, after=first.go_on)

    assert found == replace(selectors.preview(nordkaffe, other), go_on="")


def test_another_workspace_cannot_go_on_with_it(nordkaffe, rival, heard, monkeypatch):
    first = step_by_step(nordkaffe, "kaffe", monkeypatch)[1]

    found = selectors.preview(rival, "bulle", after=first.go_on)

    assert found == selectors.preview(rival, "bulle")


def test_a_forged_place_to_go_on_begins_anew(nordkaffe, heard):
    assert selectors.preview(nordkaffe, "kaffe", after="forged") == selectors.preview(nordkaffe, "kaffe")
