import pytest
from hypothesis import given

from lyhord.percolator.normal import normalise
from lyhord.percolator.tests.strategies import texts
from lyhord.percolator.words import Kind, links, tokens


def of_kind(kind, text):
    return [token.text for token in tokens(text) if token.kind == kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Volvo's bil", ["volvo", "s", "bil"]),
        ("e-handel, H&M och 7-Eleven", ["e", "handel", "h", "m", "och", "7", "eleven"]),
        ("snake_case 50% 3,5", ["snake_case", "50", "3", "5"]),
        ("öl ≠ ol", ["öl", "ol"]),
        ("kaffe☕gott", ["kaffe", "☕", "gott"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("👨‍👩‍👧👩‍💻", ["👨‍👩‍👧", "👩‍💻"]),
        ("🇸🇪🇳🇴🇸", ["🇸🇪", "🇳🇴", "🇸"]),
        ("❤️‍🔥", ["❤‍🔥"]),
        ("1️⃣", ["1⃣"]),
        ("珈琲とcoffee", ["珈", "琲", "と", "coffee"]),
        ("コーヒー", ["コ", "ー", "ヒ", "ー"]),
        ("か\u3099 あ\u3099い", ["が", "あ\u3099", "い"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("한국", ["한국"]),
        ("a\x00b\ud800c", ["a", "b", "c"]),
        ("läs https://svd.se/kaffe?a=b här", ["läs", "här"]),
        ("(www.svd.se) slut", ["slut"]),
        ("awww.gulligt", ["awww", "gulligt"]),
        ("", []),
    ],
)
def test_words_of_a_text(text, words):
    assert of_kind(Kind.WORD, text) == words


@pytest.mark.parametrize(
    ("text", "hashtags"),
    [
        ("#Fika och #kaffe-paus", ["fika", "kaffe"]),
        ("##fika ＃te #", ["fika", "te"]),
        ("#珈琲 #日本2024", ["珈琲", "日本2024"]),
        ("#☕kaffe #kaffe☕", ["☕", "kaffe"]),
        ("https://svd.se/#fika", []),
    ],
)
def test_hashtags_of_a_text(text, hashtags):
    assert of_kind(Kind.HASHTAG, text) == hashtags


@pytest.mark.parametrize(
    ("text", "handles", "words"),
    [
        ("hej @nordkaffe.se!", ["nordkaffe.se"], ["hej", "nordkaffe"]),
        ("@Anna.bsky.social.", ["anna.bsky.social"], ["anna"]),
        ("@anna-b@mastodon.nu: ja", ["anna-b@mastodon.nu"], ["anna", "ja"]),
        ("info@nordkaffe.se", [], ["info", "nordkaffe", "se"]),
        ("(@volvo's)", ["volvo"], ["volvo", "s"]),
        ("@ anna @@te", ["te"], ["anna", "te"]),
        ("珈@anna", ["anna"], ["珈", "anna"]),
    ],
)
def test_handles_of_a_text_and_their_first_part(text, handles, words):
    assert (of_kind(Kind.HANDLE, text), of_kind(Kind.WORD, text)) == (handles, words)


def test_a_token_knows_its_characters_in_the_original():
    text = "Fr&aring;n #Fika till @Anna.se"

    assert [text[t.start : t.end] for t in tokens(text)] == [
        "Fr&aring;n", "Fika", "#Fika", "till", "Anna", "@Anna.se",
    ]  # fmt: skip


def test_a_hashtag_of_han_characters_spans_its_words():
    tag = next(token for token in tokens("a #珈琲") if token.kind == Kind.HASHTAG)

    assert (tag.first, tag.last) == (1, 2)


def test_links_are_found_up_to_white_space():
    assert links("se https://svd.se/å?b=c) och www.dn.se.") == ["https://svd.se/å?b=c)", "www.dn.se."]


@given(texts())
def test_tokens_are_in_order_and_inside_the_text(text):
    found = tokens(text)

    assert [token.first for token in found] == sorted(token.first for token in found)
    assert all(0 <= token.start < token.end <= len(text) for token in found)


@given(texts())
def test_the_words_of_a_text_are_the_words_of_its_normal_form(text):
    normal = normalise(text)

    if "&" not in normal:  # what an entity decodes to may look like another one
        assert [(t.kind, t.text) for t in tokens(normal)] == [(t.kind, t.text) for t in tokens(text)]
