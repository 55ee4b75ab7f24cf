import pytest
from hypothesis import given

from lyhord.percolator import Post, Query, explain
from lyhord.percolator.reference import matches
from lyhord.percolator.tests.strategies import posts, queries

POST = Post(
    "1", "Gratis frakt p&aring; Kaffe, H&M och #Fika. Mer kaffe!", title="Kaffe i A\u030are", lang="sv"
)


def marked(text):
    explanation = explain(Query.parse(text), POST)
    return (
        [POST.text[start:end] for start, end in explanation.spans],
        [POST.title[start:end] for start, end in explanation.title_spans],
    )


@pytest.mark.parametrize(
    ("query", "text", "title"),
    [
        ("kaffe", ["Kaffe", "kaffe"], ["Kaffe"]),
        ("title:kaffe", [], ["Kaffe"]),
        ("på", ["p&aring;"], []),
        ("åre", [], ["A\u030are"]),
        ('"gratis frakt"', ["Gratis frakt"], []),
        ("h-m", ["H&M"], []),
        ("#fika", ["#Fika"], []),
        ("fika", ["Fika"], []),
        ('raw:"H&M"', ["H&M"], []),
        ("gratis NEAR/3 kaffe", ["Gratis", "Kaffe"], []),
        ("gratis OR te", ["Gratis"], []),
        ("gratis -te", ["Gratis"], []),
        ("gratis OR (fika te)", ["Gratis"], []),
        ("lang:sv", [], []),
    ],
)
def test_the_words_that_matched_are_marked(query, text, title):
    assert marked(query) == (text, title)


@pytest.mark.parametrize(
    ("query", "missing", "is_excluded"),
    [
        ("kaffe te öl", "te", False),
        ("kaffe -fika", "-fika", True),
        ("kaffe (te OR öl)", "te OR öl", False),
        ("kaffe lang:en te", "lang:en", False),
        ("kaffe NEAR/2 gratis", "kaffe NEAR/2 gratis", False),
    ],
)
def test_a_miss_names_the_first_part_that_failed(query, missing, is_excluded):
    explanation = explain(Query.parse(query), POST)

    assert (explanation.matched, explanation.spans) == (False, ())
    assert (explanation.missing.text, explanation.missing.is_excluded) == (missing, is_excluded)


@given(queries(), posts())
def test_an_explanation_agrees_with_the_reference(query, post):
    explanation = explain(query, post)

    assert explanation.matched == matches(query, post)
    assert (explanation.missing is None) == explanation.matched
    for spans, text in ((explanation.spans, post.text), (explanation.title_spans, post.title)):
        places = [place for span in spans for place in span]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in spans)
