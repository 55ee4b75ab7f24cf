"""The form and the text of a query are kept in step, whichever is written in."""

import pytest

from lyhord.listening.drafts import draft_of, settled
from lyhord.listening.people import people_in
from lyhord.listening.wording import Wording
from lyhord.percolator import Query

COFFEE = Wording(words=("kaffe",))


def test_the_text_follows_the_form():
    draft = settled(
        query="kaffe",
        seen_query="kaffe",
        wording=Wording(words=("kaffe", "gratis frakt")),
        seen_wording="kaffe",
        lists={},
    )

    assert (draft.query, draft.is_from_form) == ('kaffe OR "gratis frakt"', True)


def test_the_form_follows_the_text():
    draft = settled(query="kaffe OR te", seen_query="kaffe", wording=COFFEE, seen_wording="kaffe", lists={})

    assert (draft.wording, draft.is_from_form) == (Wording(words=("kaffe", "te")), False)


def test_the_text_counts_when_both_were_written_in():
    draft = settled(
        query="te", seen_query="kaffe", wording=Wording(words=("saft",)), seen_wording="kaffe", lists={}
    )

    assert draft.query == "te"


def test_a_text_that_nobody_touched_stays_as_it_was_written():
    draft = settled(
        query="kaffe te",
        seen_query="kaffe te",
        wording=Wording(words=("kaffe",), also=("te",)),
        seen_wording="kaffe AND te",
        lists={},
    )

    assert draft.query == "kaffe te"


def test_a_form_that_was_not_shown_changes_nothing():
    draft = settled(query="a1 b1 c1", seen_query="a1 b1 c1", wording=None, seen_wording="", lists={})

    assert (draft.query, draft.wording) == ("a1 b1 c1", None)


def test_an_empty_draft_is_no_fault():
    draft = draft_of("  ", {})

    assert (draft.is_empty, draft.fault, draft.wording) == (True, None, Wording())


def test_a_wrong_query_says_what_is_wrong():
    draft = draft_of("kaffe AND", {})

    assert draft.fault.message == "AND needs something after it."
    assert draft.remarks == ()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ('"Anna Svensson"', ("Anna Svensson",)),
        ('nordkaffe OR "karl erik johansson"', ("karl erik johansson",)),
        ('nordkaffe NOT "Anna Svensson"', ()),
        ('"Gunnar AB" OR "gratis frakt" OR "Emma Hotell"', ()),
    ],
)
def test_a_name_of_a_private_person_is_noticed(text, people):
    assert people_in(Query.parse(text)) == people
