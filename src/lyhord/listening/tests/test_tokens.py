"""What is asked of the index is never narrower than what was meant."""

from hypothesis import given
from hypothesis import strategies as st

from lyhord.listening.search import postgres, sqlite, tokens
from lyhord.percolator.candidates import AllOf, AnyOf, Prefix, Token, holds

WORDS = st.sampled_from(["ab", "abc", "b", "lang:sv", "#ab"])
TREES = st.recursive(
    WORDS.map(Token) | WORDS.map(Prefix),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(tuple).map(AllOf)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(AnyOf)
    ),
    max_leaves=30,
)


def nested(levels):
    tree = Token("innermost")
    for level in range(levels):
        tree = (AnyOf if level % 2 else AllOf)((Token(f"w{level}"), tree))
    return tree


def depth(tree):
    return 1 + max(map(depth, tree.parts)) if isinstance(tree, AllOf | AnyOf) else 0


@given(TREES, st.sets(WORDS), st.integers(0, 4))
def test_a_shallower_question_offers_at_least_as_much(tree, words, levels):
    assert holds(tokens._shallow(tree, levels), words) or not holds(tree, words)


@given(TREES)
def test_a_small_question_is_asked_as_it_is(tree):
    assert all(holds(tokens.askable(tree), {w}) == holds(tree, {w}) for w in ("ab", "abc", "b"))


def test_a_deep_question_is_cut():
    assert depth(tokens.askable(nested(60))) <= tokens.MOST_LEVELS


def test_a_question_that_is_too_large_asks_for_everything():
    assert tokens.askable(AnyOf(tuple(Token(f"w{n}") for n in range(3000)))) is None


@given(st.text(st.characters(codec=None), max_size=300))
def test_a_safe_token_has_nothing_that_a_database_could_read_as_its_own(text):
    found = tokens.safe(text)

    assert found.encode() is not None
    assert not set(found) & set(" '\"\\\0()*&|!<>^?\n\t")
    assert len(found) <= tokens.LONGEST


def test_both_databases_are_asked_the_same():
    tree = AllOf((Token("in:1"), AnyOf((Token("kaffe"), Prefix("espr")))))

    assert sqlite.written(tree) == '("in:1" AND ("kaffe" OR "espr" *))'
    assert postgres.written(tree) == "('in:1' & ('kaffe' | 'espr':*))"
