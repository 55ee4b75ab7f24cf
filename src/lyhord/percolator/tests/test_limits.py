"""What is too much is bounded, or says so."""

import pytest

from lyhord.percolator import Percolator, Post, Query, TooMuch
from lyhord.percolator import percolator as face
from lyhord.percolator.engine import trials
from lyhord.percolator.engine.batch import MAX_CHARACTERS
from lyhord.percolator.tests.test_percolator import percolator


def test_ten_thousand_alternatives_are_one_query():
    lists = {"many": [f"ord{at}" for at in range(10_000)]}
    some = Percolator({"a": Query.parse("list:many -te", lists)})

    hits = some.match([Post("1", "ord9999"), Post("2", "ord10000"), Post("3", "ord0 ord1 te")])

    assert hits.ids() == [["a"], [], []]


def test_fifty_parentheses_are_one_word():
    assert percolator(a="(" * 50 + "kaffe" + ")" * 50).match([Post("1", "kaffe")]).ids() == [["a"]]


def test_alternatives_fifty_deep_are_asked_of_the_reference_and_not_multiplied_out():
    text = "kaffe"
    for at in range(25):
        text = f"((x{at} {text}) OR (y{at} z{at}))"

    assert percolator(a=text).match([Post("1", "y3 z3 x0 x1 x2"), Post("2", "y0 z1")]).ids() == [[], []]
    assert percolator(a=text).match([Post("1", "y24 z24")]).ids() == [["a"]]


def test_a_megabyte_is_one_post():
    some = percolator(a="kaffe NEAR/2 te", b='"kaffe te"')

    hits = some.match([Post("1", "ord " * 250_000 + "kaffe te"), Post("2", ""), Post("3", "kaffe x te")])

    assert hits.ids() == [["a", "b"], [], ["a"]]


def test_a_post_without_measure_is_refused():
    with pytest.raises(TooMuch, match="Post 'huge' has 4,194,305 characters"):
        percolator(a="kaffe").match([Post("1", "kaffe"), Post("huge", "x" * (MAX_CHARACTERS + 1))])


def test_a_beginning_that_everything_has_finds_everything():
    some = percolator(**{f"a{at}": "ka*" for at in range(3000)})

    hits = some.match([Post(str(at), "kaka " * 20) for at in range(500)])

    assert len(hits) == 1_500_000
    assert hits.posts[[0, -1]].tolist() == [0, 499]


def test_more_hits_than_one_answer_may_have_are_refused(monkeypatch):
    monkeypatch.setattr(face, "MAX_HITS", 5)

    with pytest.raises(TooMuch, match="Match fewer posts at once"):
        percolator(a="kaffe", b="kaf*").match([Post("1", "kaffe")] * 3)


@pytest.mark.parametrize("at_once", [1, 3, 10])
def test_slices_hold_whole_posts(monkeypatch, at_once):
    monkeypatch.setattr(trials, "_AT_ONCE", at_once)
    some = percolator(a="kaffe", b="kaf*", c="ka*", d="te -öl", e="kaffe OR te")

    hits = some.match([Post("1", "kaffe te"), Post("2", "te öl"), Post("3", ""), Post("4", "kaffet te te")])

    assert hits.ids() == [["a", "b", "c", "d", "e"], ["e"], [], ["b", "c", "d", "e"]]
