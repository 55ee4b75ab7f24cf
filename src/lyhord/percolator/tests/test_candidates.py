import pytest
from hypothesis import given

from lyhord.percolator import Post, Query, candidates, index_tokens
from lyhord.percolator.candidates import AllOf, AnyOf, Prefix, Token, holds
from lyhord.percolator.reference import matches
from lyhord.percolator.tests.strategies import posts, queries

KAFFE, TE = Token("kaffe"), Token("te")


@pytest.mark.parametrize(
    ("text", "rough"),
    [
        ("kaffe", KAFFE),
        ("kaffe te", AllOf((KAFFE, TE))),
        ("kaffe OR te", AnyOf((KAFFE, TE))),
        ("kaffe -te", KAFFE),
        ('"kaffe te"', AllOf((KAFFE, TE))),
        ("kaffe NEAR/5 te", AllOf((KAFFE, TE))),
        ("kaf*", Prefix("kaf")),
        ("#fi*", Prefix("#fi")),
        ("@Anna.se", Token("@anna.se")),
        ("title:kaffe", KAFFE),
        ("lang:sv", Token("lang:sv")),
        ("site:svd.se", Token("site:svd.se")),
        ('raw:"in kaffe te ut"', AllOf((KAFFE, TE))),
        ('raw:"H&M"', None),
        ("kaffe OR url:x", None),
        ("kaffe url:x", KAFFE),
    ],
)
def test_the_rough_query_for_a_text_index(text, rough):
    assert candidates(Query.parse(text)) == rough


def test_the_tokens_a_text_index_keeps():
    post = Post(
        "1", "Kaffe #Fika @anna.se https://www.svd.se/x", title="Ny", lang="sv", source="rss", author="Bo"
    )

    assert index_tokens(post) == {
        "ny", "kaffe", "fika", "#fika", "anna", "@anna.se", "lang:sv", "source:rss", "type:post", "author:bo",
        "site:www.svd.se", "site:svd.se", "site:se", "has:link", "has:title",
    }  # fmt: skip


@given(queries(), posts())
def test_an_index_never_offers_too_little(query, post):
    if matches(query, post):
        assert holds(candidates(query), index_tokens(post))


@given(posts())
def test_no_index_token_holds_white_space(post):
    assert [token for token in index_tokens(post) if token.split() != [token]] == []
