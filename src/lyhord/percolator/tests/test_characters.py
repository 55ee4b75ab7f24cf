import unicodedata

import pytest

from lyhord.percolator.characters import FOLD, KINDS, every_character, fold, kind


@pytest.mark.parametrize(
    ("char", "folded"),
    [("A", "a"), ("Ö", "ö"), ("ς", "σ"), ("ẞ", "ß"), ("ß", "ß"), ("İ", "i"), ("ı", "ı"), ("ﬁ", "ﬁ")],
)
def test_case_is_folded_one_to_one(char, folded):
    assert fold(char) == folded


def test_folding_twice_changes_nothing():
    changed = [char for char in every_character() if char.lower() != char or char.casefold() != char]

    assert [char for char in changed if fold(fold(char)) != fold(char)] == []


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        ("aö1_²ʻ", "w"),
        ("\u0301\u20e3", "m"),
        ("珈の\U00020000ー", "c"),
        ("☕❤🫠\U0001faff", "e"),
        ("🏽", "s"),
        ("🇸", "r"),
        ("\u200b\u00ad\ufe0f\ufeff\u2060", "z"),
        ("#＃", "#"),
        (".-", "."),
        (" \u00a0\n", " "),
        ("\ud800\x00©→─", "-"),
    ],
)
def test_every_character_has_a_kind(chars, expected):
    assert {kind(char) for char in chars} == {expected}


def test_letters_and_numbers_are_in_words():
    lost = [c for c in every_character() if unicodedata.category(c)[0] in "LN" and kind(c) not in "wc"]

    assert lost == []


def test_folding_keeps_letters_letters():
    changed = [char for char in every_character() if char.casefold() != char]

    assert [c for c in changed if kind(c) != "m" and kind(c) != kind(c.translate(FOLD))] == []


def test_the_tables_give_what_the_functions_give():
    text = "aÖ☕ς#"

    assert (text.translate(KINDS), text.translate(FOLD)) == ("wwew#", "aö☕σ#")
