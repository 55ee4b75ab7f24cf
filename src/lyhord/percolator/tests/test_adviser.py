import pytest

from lyhord.percolator import Query


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nordkaffe", []),
        ("kaffe and te", ["lower-case-operator"]),
        ("kaffe Or te", ["lower-case-operator"]),
        ("kaffe ELLER te", ["foreign-operator"]),
        ("kaffe NEAR te", ["near-without-number"]),
        ("och", ["common-word"]),
        ("kaffe OR och", ["common-word"]),
        ("kaffe och", []),
        ("lang:sv", ["broad-filter"]),
        ("lang:sv type:reply", ["broad-filter"]),
        ("lang:sv kaffe", []),
        ("source:rss", []),
        ("Nordkaffe", ["brand-without-handle"]),
        ("Nordkaffe OR @nordkaffe.se", []),
        ("kaffe (te OR NOT öl)", ["or-of-not"]),
        ("kaffe lang:sv lang:en", ["never-with"]),
        ("kaffe -kaffe", ["never-with"]),
        ("kaffe OR te OR kaffe", ["duplicate"]),
        ("kaffe type:tweet", ["never"]),
        ("kaffe lang:swedish", ["never"]),
        ("kaffe lang=sv", ["misspelt-field"]),
    ],
)
def test_the_adviser_remarks(text, codes):
    assert [remark.code for remark in Query.parse(text).advice()] == codes


def test_a_remark_points_at_its_words_and_speaks_english():
    (remark,) = Query.parse("kaffe or te").advice()

    assert (remark.position, remark.length) == (6, 2)
    assert str(remark) == "“or” is searched as a word. The operator is written OR."


def test_a_thousand_languages_are_held_against_the_first():
    query = Query.parse(" ".join(f"lang:a{chr(97 + at % 26)}{at}" for at in range(900)))

    remarks = [each for each in query.advice() if each.code == "never-with"]

    assert (len(remarks), str(remarks[0])) == (899, "lang:aa0 and lang:ab1 can never both be true.")
