"""Every sentence of the percolator is known here, and an error points at its character."""

import pytest

from lyhord.listening.remarks import ADVICE, ERRORS, EXPECTED, EXPENSIVE, fault_of, remarks_on
from lyhord.percolator import Query, QueryError, messages


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (ERRORS, messages.ERRORS),
        (EXPECTED, messages.EXPECTED),
        (ADVICE, messages.ADVICE),
        (EXPENSIVE, messages.EXPENSIVE),
    ],
)
def test_the_sentences_are_the_percolators_own(ours, theirs):
    assert {code: str(sentence) for code, sentence in ours.items()} == theirs


def fault(text):
    with pytest.raises(QueryError) as raised:
        Query.parse(text, {})
    return fault_of(raised.value, text)


def test_an_error_stands_under_its_character():
    found = fault('kaffe AND "te')

    assert (found.before + found.wrong + found.after) == 'kaffe AND "te'
    assert found.pointer == "          ^"


def test_wide_letters_push_the_pointer_two_columns():
    assert fault("茶 (").pointer == "   ^"


def test_only_the_line_with_the_error_is_shown_and_not_all_of_it():
    found = fault("kaffe\n" + "a" * 100 + " OR OR te " + "b" * 100)

    assert found.before == "…" + "a" * 40 + " OR "
    assert found.after.endswith("bbb…")


def test_advice_keeps_its_place():
    (remark,) = remarks_on(Query.parse("kaffe or te"))

    assert (remark.position, remark.length) == (6, 2)
    assert remark.message == "“or” is searched as a word. The operator is written OR."


def test_what_makes_a_query_dear_is_said_where_no_other_advice_stands():
    remarks = remarks_on(Query.parse("och OR att*"))

    assert [(remark.position, remark.message) for remark in remarks] == [
        (0, "“och” alone is in very many posts. Add something that must be there as well."),
        (7, "Very many words begin with att*: write more of the word, or add a rarer one."),
    ]
