import pytest
from hypothesis import given

from lyhord.percolator import Post, Query
from lyhord.percolator.expected import expected_share
from lyhord.percolator.frequency import Frequencies, default_frequencies
from lyhord.percolator.tests.strategies import queries

KNOWN = Frequencies({"kaffe": 0.1, "kaffet": 0.02, "te": 0.2, "#fika": 0.05})


def test_shares_are_counted_in_posts():
    posts = [Post("1", "Kaffe kaffe #fika"), Post("2", "kaffe te #fika"), Post("3", "te"), Post("4", "öl")]

    counted = Frequencies.counted(posts)

    assert [counted.share(token) for token in ("kaffe", "#fika", "fika", "te")] == [0.5] * 4
    assert counted.share("öl") == counted.share("aldrig") < 0.001


def test_the_share_of_a_beginning_is_that_of_all_words_with_it():
    assert KNOWN.share_of_prefix("kaf") == pytest.approx(0.12)


def test_the_shipped_list_knows_what_is_common():
    known = default_frequencies()

    assert known.share("och") > known.share("kaffe") > known.share("nordkaffe")
    assert known.share("the") > 0.1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("kaffe", 0.1),
        ("kaf*", 0.12),
        ("kaffe te", 0.02),
        ("kaffe OR te", 0.28),
        ("kaffe -te", 0.08),
        ('"kaffe te"', 0.01),
        ("kaffe NEAR/5 (te OR kaffet)", 0.02),
        ("title:te", 0.02),
        ("#fika", 0.05),
        ("lang:sv kaffe", 0.04),
    ],
)
def test_the_share_of_posts_a_query_probably_finds(text, share):
    assert expected_share(Query.parse(text).node, KNOWN) == pytest.approx(share)


@given(queries())
def test_a_share_is_between_nothing_and_everything(query):
    assert 0.0 <= expected_share(query.node, default_frequencies()) <= 1.0
