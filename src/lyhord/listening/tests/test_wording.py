"""The form and the text of a query say the same, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.listening.wording import Wording, compose, entries_of, wording_of
from lyhord.percolator import Post, Query, QueryError
from lyhord.percolator.reference import matches

LISTS = {"rivals": ["espresso house", "wayne's"]}

THERE_AND_BACK = [
    ("kaffe", {"words": ("kaffe",)}),
    ("kaffe OR te", {"words": ("kaffe", "te")}),
    ("kaffe AND te", {"words": ("kaffe",), "also": ("te",)}),
    (
        '"gratis frakt" OR @nordkaffe.se OR #fika',
        {"words": ("gratis frakt",), "names": ("@nordkaffe.se", "#fika")},
    ),
    (
        '(a1 OR b1) AND (c1 OR d1) AND lang:sv NOT jobb NOT "vi söker"',
        {"words": ("a1", "b1"), "also": ("c1", "d1"), "without": ("jobb", "vi söker"), "languages": ("sv",)},
    ),
    ("kaffe AND (lang:sv OR lang:en)", {"words": ("kaffe",), "languages": ("sv", "en")}),
    (
        "(kaffe OR list:rivals) NOT site:svd.se",
        {"words": ("kaffe", "list:rivals"), "without": ("site:svd.se",)},
    ),
    ("kaffe NEAR/5 te", {"words": ("kaffe NEAR/5 te",)}),
    ("H&M OR e-handel OR kaffe*", {"words": ("H&M", "e-handel", "kaffe*")}),
    ('raw:"H&M" AND followers:>=1000', {"words": ('raw:"H&M"',), "also": ("followers:>=1000",)}),
    ('"OR" OR "lang:sv" OR "a, b"', {"words": ("OR", '"lang:sv"', '"a, b"')}),
    ("😀 OR kaffe", {"words": ("😀", "kaffe")}),
]  # fmt: skip
MORE_THAN_THE_FORM = [
    "a1 b1 c1",
    "kaffe lang:sv OR te",
    "kaffe (lang:sv lang:en)",
    "kaffe NOT (a1 b1)",
    "kaffe AND",
    "",
]


@pytest.mark.parametrize(("text", "fields"), THERE_AND_BACK)
def test_the_form_shows_what_the_query_asks_and_writes_it_again(text, fields):
    wording = wording_of(text, LISTS)

    assert wording == Wording(**fields)
    assert compose(wording) == text


@pytest.mark.parametrize("text", MORE_THAN_THE_FORM)
def test_the_form_says_no_when_the_query_says_more(text):
    assert wording_of(text, LISTS) is None


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("Nordkaffe\ngratis frakt, fika\n\n", ("Nordkaffe", "gratis frakt", "fika")),
        ('"a, b", c', ('"a, b"', "c")),
        ("kaffe,kaffe", ("kaffe",)),
        ('"open, end', ('"open, end',)),
    ],
)
def test_entries_stand_on_lines_or_between_commas(typed, entries):
    assert entries_of(typed) == entries


@pytest.mark.parametrize("entry", ["foo AND bar", "NOT x", "(a OR b)", '"open', "AND", "a OR b", "-x"])
def test_what_is_typed_into_the_form_is_searched_and_not_obeyed(entry):
    query = Query.parse(compose(Wording(words=(entry, "kaffe"))))

    assert matches(query, Post("1", "kaffe"))
    assert len(query.node.parts) == 2


WORDS = st.sampled_from(
    ["kaffe", "te", "#fika", "@anna.se", '"gratis frakt"', "lang:sv", "lang:en", "site:svd.se", "kaff*"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda part: f"NOT {part}"),
    ),
    max_leaves=6,
)
POSTS = [
    Post("1", text, lang=lang, links=links)
    for text in ("kaffe", "te #fika", "gratis frakt @anna.se", "kaffe te", "kaffekopp gratis frakt", "inget")
    for lang in ("sv", "en")
    for links in ((), ("https://www.svd.se/a",))
]


@given(TREES)
def test_whatever_the_form_can_show_it_writes_without_changing_the_meaning(text):
    wording = wording_of(text, {})
    if wording is None:
        return
    before, after = Query.parse(text), Query.parse(compose(wording))

    assert [matches(after, post) for post in POSTS] == [matches(before, post) for post in POSTS]


def wrong_place(text):
    """Where the query is wrong, -1 when it is right."""
    try:
        Query.parse(text)
    except QueryError as error:
        return error.position
    return -1


@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=12), max_size=2))
def test_anything_typed_gives_a_query_or_an_error_that_says_where(words, without):
    text = compose(Wording(words=entries_of("\n".join(words)), without=entries_of(",".join(without))))

    assert wrong_place(text) in range(-1, len(text) + 1)
