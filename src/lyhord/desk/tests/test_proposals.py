"""What a company wants to hear about becomes monitors that find it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.desk.rules.proposals import ListeningWords, proposed_monitors
from lyhord.percolator import Post, Query
from lyhord.percolator.reference import matches

NORDKAFFE = ListeningWords(
    names=("Nordkaffe AB", "Nord Kaffe"),
    products=("Vinterrost", "Ljus"),
    handles=("@nordkaffe.se",),
    hashtags=("fikamedoss",),
    people=("Hedda Holm", "Olle"),
    rivals=("Zoégas", "@rival.se"),
    topics=("kaffe",),
    languages=("sv", "en"),
    sites=("https://www.nordkaffe.se",),
)


def found(text, words=NORDKAFFE, **more):
    """Keys of the proposed monitors that find a post saying ``text``."""
    post = Post(id="1", text=text, **{"lang": "sv", "source": "bluesky"} | more)
    return [each.key for each in proposed_monitors(words) if matches(Query.parse(each.query), post)]


def test_a_name_alone_is_enough_to_begin():
    names = [monitor.key for monitor in proposed_monitors(ListeningWords(names=("Nordkaffe",)))]

    assert names == ["brand", "trouble"]


def test_nothing_said_gives_no_monitors():
    assert proposed_monitors(ListeningWords()) == ()


@pytest.mark.parametrize(
    "text",
    ["Gott med Nordkaffe", "nordkaffes nya bönor", "Nord Kaffe är bäst", "#nordkaffe", "hej @nordkaffe.se"],
)
def test_our_name_is_found_however_it_is_written(text):
    assert "brand" in found(text)


def test_a_link_to_our_site_is_about_us():
    assert found("Läs det här", links=("https://shop.nordkaffe.se/x",)) == ["brand"]


def test_what_we_write_ourselves_is_no_mention():
    assert found("Nordkaffe öppnar i Umeå?", author="nordkaffe.se") == []


def test_our_own_articles_are_no_mentions():
    assert found("Nordkaffe", type="article", links=("https://nordkaffe.se/nyhet",)) == []


def test_a_question_and_trouble_go_to_customer_service():
    assert found("Har Nordkaffe öppet i dag?") == ["brand", "trouble"]
    assert found("Besviken på Nordkaffe.") == ["brand", "trouble"]
    assert found("Nordkaffe är gott.") == ["brand"]


def test_a_product_that_is_an_everyday_word_counts_beside_our_name_only():
    assert "products" not in found("Ljus i fönstret")
    assert "products" in found("Ljus från Nordkaffe")
    assert "products" in found("Vinterrosten är här")


def test_a_first_name_counts_beside_our_name_only():
    assert found("Olle sover") == []
    assert "people" in found("Olle på Nordkaffe")
    assert found("Hedda Holm talade i går") == ["people"]


def test_topics_keep_to_our_languages_and_names_do_not():
    assert found("kaffekopp", lang="sv") == ["topics"]
    assert found("kaffe", lang="fi") == []
    assert "brand" in found("Nordkaffe on hyvää", lang="fi")


def test_a_competitor_is_found_by_name_and_handle():
    assert found("Zoégas rostar") == ["rivals"]
    assert found("fråga @rival.se") == ["rivals"]


TYPED = st.lists(st.text(max_size=30), max_size=5)
PARTS = ("names", "products", "handles", "hashtags", "people", "rivals", "topics", "sites")


@given(st.fixed_dictionaries(dict.fromkeys(PARTS, TYPED)))
def test_whatever_is_typed_every_proposed_query_is_a_query(typed):
    for monitor in proposed_monitors(ListeningWords(**typed, languages=("sv",))):
        assert str(Query.parse(monitor.query)) == monitor.query


@given(st.from_regex(r"[A-Za-zÅÄÖåäö]{2,12}( [A-Za-zÅÄÖåäö]{2,12})?", fullmatch=True))
def test_a_post_that_says_the_name_is_found(name):
    assert "brand" in found(f"Vi gillar {name} mycket", ListeningWords(names=(name,)))
