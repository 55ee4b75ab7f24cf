"""How people write names, handles and sites."""

import pytest

from lyhord.desk.rules.wording import forms_of, handle_of, plain_name, site_of, split_words, topic_forms


def test_what_is_typed_with_commas_or_lines_is_a_list_without_doubles():
    assert split_words("Nordkaffe, Nord  Kaffe;\n nordkaffe\r\n\nNK ,") == ("Nordkaffe", "Nord Kaffe", "NK")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nordkaffe AB", "Nordkaffe"),
        ("Nordkaffe AB (publ)", "Nordkaffe"),
        ("Roasters, Inc.", "Roasters"),
        ("ABB", "ABB"),
        ("AB", "AB"),
    ],
)
def test_a_company_is_called_by_its_name_without_its_form(typed, said):
    assert plain_name(typed) == said


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("@Nordkaffe.se", "nordkaffe.se"),
        ("nordkaffe.bsky.social", "nordkaffe.bsky.social"),
        ("https://bsky.app/profile/nordkaffe.se/post/1", "nordkaffe.se"),
        ("https://mastodon.nu/@nordkaffe", "nordkaffe@mastodon.nu"),
        ("@nordkaffe@mastodon.nu", "nordkaffe@mastodon.nu"),
        ('@") OR x', "orx"),
    ],
)
def test_a_handle_is_found_in_whatever_was_pasted(typed, handle):
    assert handle_of(typed) == handle


@pytest.mark.parametrize(
    "typed", ["https://www.nordkaffe.se/nyheter?x=1", "Nordkaffe.se", "nordkaffe.se:443"]
)
def test_a_site_is_found_in_whatever_was_pasted(typed):
    assert site_of(typed) == "nordkaffe.se"


@pytest.mark.parametrize(
    ("name", "languages", "forms"),
    [
        ("Nordkaffe", ("sv",), ["nordkaffe*"]),
        ("Nordkaffe", ("en",), ["nordkaffe"]),
        ("Volvo", ("sv",), ["volvo", "volvos"]),
        ("Nord Kaffe", ("sv", "en"), ['"Nord Kaffe"', '"Nord Kaffes"']),
        ("Hedda Berglas", ("sv",), ['"Hedda Berglas"']),
        ("H&M", ("sv",), ['raw:"H&M"']),
        ("OR", ("en",), ['"OR"']),
        ("!!!", ("sv",), []),
    ],
)
def test_a_name_is_searched_in_the_forms_of_running_text(name, languages, forms):
    assert forms_of(name, languages) == forms


@pytest.mark.parametrize(
    ("topic", "forms"),
    [("Kaffe", ["kaffe*"]), ("te", ["te"]), ("#Fika", ["#fika"]), ("Hållbart kaffe", ['"hållbart kaffe*"'])],
)
def test_a_topic_is_searched_with_its_endings(topic, forms):
    assert topic_forms(topic, ("sv",)) == forms
