"""The tokens of the engine are those of the slow way."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lyhord.percolator import Post
from lyhord.percolator.characters import SIZE, fold, kind
from lyhord.percolator.document import document
from lyhord.percolator.engine.batch import read
from lyhord.percolator.engine.hashing import CHARACTERS, Stretches, hashes_of_strings
from lyhord.percolator.engine.tables import LOOK, kinds_of, mixed, numbers_of, tables
from lyhord.percolator.engine.tokens import tokenise
from lyhord.percolator.normal import normalise
from lyhord.percolator.tests.strategies import posts, texts
from lyhord.percolator.words import Kind


def by_post(some_posts):
    """For every post its tokens as (is it in the title, kind, hash)."""
    tokens = tokenise(read(some_posts))
    found = [set() for _ in some_posts]
    words = np.arange(len(tokens.ends))
    for kind_of, first, starts, ends in (
        (Kind.WORD, words, tokens.words.starts, tokens.ends),
        (Kind.HASHTAG, tokens.hashtags.words, tokens.hashtags.starts, tokens.hashtags.ends),
        (Kind.HANDLE, tokens.handles.words, tokens.handles.starts, tokens.handles.ends),
    ):
        is_title, hashes = (
            tokens.are_in_titles(first).tolist(),
            tokens.characters.hashes(starts, ends).tolist(),
        )
        for post, *token in zip(tokens.posts(first).tolist(), is_title, hashes, strict=True):
            found[post].add((kind_of, *token))
    return found


def expected(post):
    doc = document(post)
    return {
        (token.kind, is_title, int(hashes_of_strings([token.text])[0]))
        for is_title, tokens in ((True, doc.title), (False, doc.text))
        for token in tokens
    }


@given(st.lists(posts(), min_size=1, max_size=4))
def test_a_batch_has_the_tokens_of_its_posts(some_posts):
    assert by_post(some_posts) == [expected(post) for post in some_posts]


@given(texts())
def test_words_stand_in_the_order_of_the_text(text):
    tokens = tokenise(read([Post("1", text)]))
    words = [token.text for token in document(Post("1", text)).text if token.kind == Kind.WORD]

    assert tokens.hashes.tolist() == (hashes_of_strings(words).tolist() if words else [])


@given(texts())
def test_links_are_those_of_the_slow_way(text):
    batch = read([Post("1", text)])
    places = zip(batch.link_starts.tolist(), batch.link_ends.tolist(), strict=True)

    assert [normalise(batch.text(*place)) for place in places] == list(document(Post("1", text)).links)


def test_the_tables_say_what_the_functions_say():
    table = tables()
    folded = [fold(chr(code)) for code in range(SIZE)]

    letters = [chr(letter & ~LOOK) for letter in kinds_of(table.numbers).tolist()]

    assert letters == [kind(char) for char in folded]
    assert [chr(code) for code in table.folds.tolist()] == folded


def test_both_cases_have_one_number():
    codes = np.array([ord(char) for char in "ÅåΣςσK𠀀"], dtype=np.uint32)

    big, small, sigma, final, other, kelvin, high = numbers_of(codes).tolist()

    assert (big, sigma, final) == (small, final, other)
    assert len({big, sigma, kelvin, high}) == 4


def test_equal_stretches_have_equal_hashes():
    codes = np.array([ord(char) for char in "kaffe te kaffe"], dtype=np.uint32)
    starts, ends = np.array([0, 9, 6, 0]), np.array([5, 14, 8, 4])

    first, again, other, shorter = Stretches(numbers_of(codes), CHARACTERS).hashes(starts, ends).tolist()

    assert first == again == int(hashes_of_strings(["kaffe"])[0])
    assert len({first, other, shorter}) == 3


def test_hashes_are_different():
    assert len(np.unique(mixed(np.arange(SIZE, dtype=np.uint32)))) == SIZE
