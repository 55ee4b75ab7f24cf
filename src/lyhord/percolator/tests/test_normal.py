import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.percolator.normal import align, normalise
from lyhord.percolator.tests.strategies import texts


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Kaffe", "kaffe"),
        ("ÅÄÖ", "åäö"),
        ("a\u030a", "å"),
        ("A\u030a", "å"),
        ("Σίσυφος", "σίσυφοσ"),
        ("ẞ ß", "ß ß"),
        ("ss", "ss"),
        ("İstanbul", "istanbul"),
        ("H&amp;M &#229; &aring;", "h&m å å"),
        ("AT&T &copy=1", "at&t &copy=1"),
        ("mjuk\u00adskiljt noll\u200bbredd", "mjukskiljt nollbredd"),
        ("❤\ufe0f", "❤"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u200db", "ab"),
        ("👩\u200d b", "👩 b"),
        ("＃tagg ＠namn", "#tagg @namn"),
    ],
)
def test_texts_are_compared_as(written, compared):
    assert normalise(written) == compared


@given(st.one_of(st.text(), texts()))
def test_the_slow_way_gives_the_same_text(text):
    assert align(text).text == normalise(text)


@given(texts())
def test_every_character_knows_where_it_came_from(text):
    aligned = align(text)

    assert aligned.starts == sorted(aligned.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(aligned.starts, aligned.ends, strict=True))


def test_the_way_back_spans_entities_and_combining_marks():
    aligned = align("V&aring;r a\u030as")

    assert (aligned.text, aligned.starts, aligned.ends) == (
        "vår ås",
        [0, 1, 8, 9, 10, 12],
        [1, 8, 9, 10, 12, 13],
    )
