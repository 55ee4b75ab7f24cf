"""Marked pieces joined are the text, whatever the spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.listening.rules.marking import Piece, pieces, plain_cell

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


@given(st.text(max_size=10), SPANS)
def test_the_pieces_joined_are_the_text(text, spans):
    assert "".join(piece.text for piece in pieces(text, spans)) == text


@given(st.text(min_size=1, max_size=10), SPANS)
def test_a_character_is_marked_when_a_span_holds_it(text, spans):
    marked = [piece.is_marked for piece in pieces(text, spans) for _ in piece.text]

    assert marked == [any(start <= at < end for start, end in spans) for at in range(len(text))]


def test_a_text_is_cut_at_its_spans():
    assert pieces("gott kaffe här", [(5, 10)]) == (
        Piece("gott "),
        Piece("kaffe", is_marked=True),
        Piece(" här"),
    )


@pytest.mark.parametrize("value", ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(value):
    assert plain_cell(value) == "'" + value


def test_an_ordinary_cell_stays():
    assert plain_cell("Gott kaffe = glädje") == "Gott kaffe = glädje"
