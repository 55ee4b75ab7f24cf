"""The palette: everywhere one can go, by its words and one's permissions."""

import pytest

from lyhord.desk.navigation import PLACES, places
from lyhord.desk.palette import ACTIONS, MORE_PAGES, find
from lyhord.organisation.permissions import MATRIX, May, granted
from lyhord.organisation.rules import Position


def labels(workspace, position, text):
    return [entry.label for group in find(workspace, granted({position}), text) for entry in group.entries]


@pytest.mark.parametrize("text", ["strategy", "Strategy goals", "STRAT"])
def test_a_page_is_found_by_the_beginnings_of_its_words(nordkaffe, text):
    assert "Strategy and goals" in labels(nordkaffe, "head", text)


@pytest.mark.parametrize("offered", [PLACES, ACTIONS, MORE_PAGES])
def test_everything_that_is_offered_is_there(offered):
    assert [place for place, _url in places("nordkaffe", frozenset(May), offered)] == list(offered)


def test_a_source_can_be_added_from_anywhere(nordkaffe):
    assert labels(nordkaffe, "head", "add source")[0] == "Add a source"


def test_marks_and_case_do_not_matter(nordkaffe, head):
    head.user.name = "Åsa Öhman"
    head.user.save()

    assert "Åsa Öhman" in labels(nordkaffe, "head", "asa ohm")


def test_only_those_who_may_invite_are_offered_to(nordkaffe):
    assert labels(nordkaffe, "head", "invite")[0] == "Invite a colleague"
    assert "Invite a colleague" not in labels(nordkaffe, "analyst", "invite")


def test_people_are_not_found_by_an_agency(nordkaffe, head):
    assert "Hedda Head" not in labels(nordkaffe, "agency", "hedda")


def test_nothing_of_another_company_is_found(nordkaffe, stranger):
    assert "Sture Stranger" not in labels(nordkaffe, "head", "sture")


def test_every_position_may_open_it():
    assert MATRIX[May.SEE_STRATEGY] == frozenset(Position)


def test_a_search_costs_at_most_three_questions(nordkaffe, head, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        find(nordkaffe, granted({"head"}), "h")


def test_it_answers_a_part_to_htmx_and_a_page_to_others(head):
    part = head.get("palette/?q=strategy", headers={"HX-Request": "true"})
    page = head.get("palette/?q=strategy")

    assert ("<html" in part.text, "<html" in page.text) == (False, True)


def test_a_stranger_finds_no_palette(stranger):
    assert stranger.browser.get("/w/nordkaffe/palette/").status_code == 404
