from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.percolator import Percolator, Post, Query
from lyhord.percolator.engine.segments import due
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


def test_words_of_one_letter_are_not_glued_to_the_next():
    some = percolator(a='"köp i pad"', b='"köp ipad"')

    assert some.match([Post("1", "köp ipad"), Post("2", "köp i pad")]).ids() == [["b"], ["a"]]


def test_no_posts_and_no_queries_give_no_hits():
    assert Percolator({}).match([Post("1", "kaffe")]).ids() == [[]]
    assert percolator(a="kaffe").match([]).ids() == []


@given(st.lists(queries(), max_size=6), st.lists(posts(), max_size=4))
def test_the_percolator_agrees_with_the_reference(some_queries, some_posts):
    named = {str(at): query for at, query in enumerate(some_queries)}

    found = Percolator(named).match(some_posts).ids()

    assert found == [[name for name, query in named.items() if matches(query, post)] for post in some_posts]


def test_changes_are_joined_in_the_background_and_nothing_is_lost():
    some = percolator(**{f"old{at}": f"w{at}" for at in range(200)})
    for at in range(450):
        some.put(f"new{at}", Query.parse(f"w{at}"))
        if at % 90 == 0:
            some.match([])
    some.remove("new7")
    some.put("old8", Query.parse("te"))

    before = some.match([Post("1", "w7 w8 w449")]).ids()
    some.settle()

    assert before == some.match([Post("1", "w7 w8 w449")]).ids() == [["new449", "new8", "old7"]]
    assert len(some) == 649


@pytest.mark.parametrize(
    ("sizes", "count"),
    [([5], 0), ([100, 5], 0), ([20, 5], 2), ([100, 20, 5], 3), ([101, 20, 5], 2), ([5, 5], 2)],
)
def test_small_segments_are_joined(sizes, count):
    assert due(sizes) == count


def test_what_is_put_while_posts_are_matched_takes_nothing_away():
    some = percolator(**{f"a{at}": "kaffe" for at in range(50)})
    stop, seen = Event(), []

    def match():
        while not stop.is_set():
            seen.extend(map(tuple, some.match([Post("1", "kaffe")] * 3).ids()))

    matcher = Thread(target=match)
    matcher.start()
    for at in range(500):
        some.put(f"a{at % 50}", Query.parse("kaffe OR te"))
    stop.set()
    matcher.join()
    some.settle()

    assert set(seen) == {tuple(sorted(f"a{at}" for at in range(50)))}


def test_names_of_queries_that_are_gone_are_not_kept_for_ever():
    some = Percolator()
    for _ in range(1002):
        some.put("a", Query.parse("te"))
        hits = some.match([])

    assert hits.names == ["a"]


def test_a_query_removed_while_segments_are_joined_stays_removed():
    some = percolator(**{f"a{at}": "kaffe" for at in range(1000)})
    remover = Thread(target=lambda: [some.remove(f"a{at}") for at in range(1000)])
    for at in range(101):
        some.put(f"b{at}", Query.parse("te"))
    some.match([])
    remover.start()
    for at in range(300):
        some.put(f"c{at}", Query.parse("öl"))
    some.match([])
    remover.join()
    some.settle()

    assert some.match([Post("1", "kaffe")]).ids() == [[]]


def test_a_batch_may_be_larger_than_any_table():
    some = percolator(a="kaffe", b="te -kaffe")
    posts = [Post("1", "te"), Post("2", "te " * 700_000), Post("3", ""), *[Post("4", "kaffe " * 40)] * 3000]

    hits = some.match(posts)

    assert len(hits) == 3002
    assert hits.posts.tolist() == [0, 1, *range(3, 3003)]


def test_only_posts_with_the_rarest_needed_thing_are_looked_at():
    some = percolator(a="och nordkaffe", b="och")

    assert some.candidates([Post("1", "och"), Post("2", "nordkaffe"), Post("3", "och nordkaffe")]) == 4
