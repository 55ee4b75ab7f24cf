from hypothesis import given
from hypothesis import strategies as st

from lyhord.percolator import Percolator, Post, Query
from lyhord.percolator.reference import matches
from lyhord.percolator.tests.strategies import posts, queries


def percolator(**texts):
    return Percolator({name: Query.parse(text) for name, text in texts.items()})


def test_each_post_gets_the_ids_of_its_queries_in_order():
    some = percolator(b="kaffe", a="kaf*", c="te -kaffe")

    hits = some.match([Post("1", "Kaffe!"), Post("2", "nej"), Post("3", "te")])

    assert hits.ids() == [["a", "b"], [], ["c"]]
    assert hits.posts.tolist() == [0, 0, 2]


def test_a_query_is_live_at_the_next_match():
    some = percolator(a="kaffe")
    some.put("b", Query.parse("te"))
    some.put("a", Query.parse("öl"))

    assert some.match([Post("1", "kaffe te öl")]).ids() == [["a", "b"]]
    assert some.match([Post("1", "kaffe te")]).ids() == [["b"]]


def test_a_removed_query_is_gone():
    some = percolator(a="kaffe", b="te")
    some.remove("a")
    some.remove("unknown")

    assert (len(some), some.match([Post("1", "kaffe te")]).ids()) == (1, [["b"]])


def test_no_posts_and_no_queries_give_no_hits():
    assert Percolator({}).match([Post("1", "kaffe")]).ids() == [[]]
    assert percolator(a="kaffe").match([]).ids() == []


@given(st.lists(queries(), max_size=6), st.lists(posts(), max_size=4))
def test_the_percolator_agrees_with_the_reference(some_queries, some_posts):
    named = {str(at): query for at, query in enumerate(some_queries)}

    found = Percolator(named).match(some_posts).ids()

    assert found == [[name for name, query in named.items() if matches(query, post)] for post in some_posts]
