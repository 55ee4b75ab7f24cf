import pytest
from hypothesis import given

from lyhord.percolator import Query
from lyhord.percolator.cost import CANDIDATE_US, CHECK_US, CUTTING_US, cost, us_per_post
from lyhord.percolator.frequency import Frequencies
from lyhord.percolator.tests.strategies import queries

KNOWN = Frequencies({"kaffe": 0.1, "kaffet": 0.02, "te": 0.2, "#fika": 0.05, "och": 0.6})


def asked(text):
    return cost(Query.parse(text), KNOWN)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("kaffe", 0.1),
        ("kaffe te", 0.1),
        ("kaffe OR te", 0.3),
        ("och (kaffe OR te)", 0.3),
        ("och #fika -te", 0.05),
        ("kaf*", 0.12),
        ('raw:"H&M"', 1.0),
    ],
)
def test_only_the_posts_with_the_rarest_needed_thing_are_looked_at(text, candidates):
    assert asked(text).candidates == pytest.approx(candidates)


def test_time_goes_with_the_posts_that_are_looked_at():
    assert asked("kaffe").us_per_post == pytest.approx(0.1 * CANDIDATE_US)
    assert asked('raw:"H&M"').us_per_post == pytest.approx(CHECK_US)


def test_the_share_is_of_all_the_time_the_matcher_needs():
    raw = asked('raw:"H&M"')

    assert raw.share() == pytest.approx(CHECK_US / (CHECK_US + CUTTING_US))
    assert raw.share(us_per_post([raw, raw])) == pytest.approx(CHECK_US / (3 * CHECK_US + CUTTING_US))


@pytest.mark.parametrize(
    ("text", "expensive"),
    [
        ("nordkaffe", []),
        ("nordkaffe och lang:sv", []),
        ("kaffe", [("common-part", 0, 5)]),
        ("och kaf*", [("common-beginning", 4, 4)]),
        ("lang:sv -kaffe", [("common-field", 0, 7)]),
        ("nordkaffe OR te", [("common-part", 13, 2)]),
        ('raw:"H&M"', [("everything", 0, 9)]),
    ],
)
def test_the_parts_that_make_a_query_dear_are_named(text, expensive):
    assert [(part.code, part.position, part.length) for part in asked(text).expensive] == expensive


def test_a_part_says_what_to_do_about_it():
    (part,) = asked("och kaf*").expensive

    assert str(part) == "Very many words begin with kaf*: write more of the word, or add a rarer one."


@given(queries())
def test_a_query_never_finds_more_than_it_looks_at(query):
    found = cost(query, KNOWN)

    assert 0.0 <= found.hits <= found.candidates * 1.000001 <= 1.000001
