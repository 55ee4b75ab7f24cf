"""The language of a post, told from its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.analysis.language import language_of, primary

SENTENCES = {
    "sv": "Äntligen har de öppnat ett nytt kafé på hörnet och kaffet är riktigt gott",
    "en": "They finally opened a new coffee place on the corner and it is really good",
    "de": "Endlich haben sie an der Ecke ein neues Café eröffnet und der Kaffee ist gut",
    "fi": "Vihdoinkin kulmaan avattiin uusi kahvila ja kahvi on todella hyvää",
    "da": "Endelig har de åbnet en ny café på hjørnet, og kaffen smager virkelig godt",
    "no": "Endelig har de åpnet en ny kafé på hjørnet, og kaffen smaker veldig godt i dag",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_sentence_is_in_its_language(lang):
    assert language_of(SENTENCES[lang]) == lang


@pytest.mark.parametrize(
    "text", ["", "ok!", "😀😀😀", "@anna.example #fikadags https://example.org/en/long/path"]
)
def test_what_has_hardly_any_words_is_in_no_language(text):
    assert language_of(text) == "und"


def test_links_handles_and_hashtags_do_not_count():
    assert (
        language_of("Så gott kaffe här idag! #thebestcoffeeintown @the.real.deal https://a.example/the/best")
        == "sv"
    )


def test_the_languages_in_question_can_be_narrowed():
    assert language_of(SENTENCES["no"], among=["sv", "da"]) == "da"


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("sv", "sv"),
        ("sv-FI", "sv"),
        ("EN_us", "en"),
        ("nb-NO", "nb"),
        ("", "und"),
        ("x", "und"),
        ("?", "und"),
    ],
)
def test_a_tag_is_cut_to_its_primary_part(tag, lang):
    assert primary(tag) == lang


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text):
    answer = language_of(text)

    assert answer == "und" or (2 <= len(answer) <= 3 and answer.isalpha())


def test_lone_surrogates_and_nul_are_no_trouble():
    assert language_of("Äntligen öppnade \ud800 de ett \0 nytt kafé på hörnet") == "sv"
