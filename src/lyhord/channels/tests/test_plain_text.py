"""Foreign markup becomes words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.channels.plain_text import links, plain


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("Kaffe", "Kaffe"),
        ("<p>Hej</p><p>då</p>", "Hej\ndå"),
        ("Hej<br>då<br/><br />nu", "Hej\ndå\nnu"),
        ("en <b>fet</b> rad", "en fet rad"),
        ("ord<!-- <b>dolt</b> -->sammansatt", "ordsammansatt"),
        ("före<script>alert('<b>')</script>efter", "föreefter"),
        ("<STYLE>p{}</STYLE>text<noscript>x</noscript>", "text"),
        ("1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2"),
        ("&lt;b&gt; &aring;&#228;&#xf6; &nbsp;x", "<b> åäö x"),
        ("&#99999999999999999999; &#xFFFFFFFFF;", "\ufffd \ufffd"),
        ("<a href='x'>länk", "länk"),
        ("<p>  många \t mellanslag </p>\r\n\r\n<p>två</p>", "många mellanslag\ntvå"),
        ("<![CDATA[x]]>y", "y"),
        ("<?php echo 1 ?>y", "y"),
        ("<script>slutar aldrig", ""),
        ("", ""),
    ],
)
def test_markup_becomes_words(markup, words):
    assert plain(markup) == words


def test_links_are_found_in_their_order_and_once():
    markup = """<a href="https://a.se/?x=1&amp;y=2">a</a> <A class=x HREF='/b'>b</A> <a href=c>c</a>
    <a href=c>c</a>    <a name="x">no</a> <abbr href="d">no</abbr> <a data-href="e">no</a>"""

    assert links(markup) == ["https://a.se/?x=1&y=2", "/b", "c"]


HOSTILE = [
    "<div>" * 100_000, "<!--" * 100_000, "&" * 300_000, "<a " * 100_000, '<a "' * 100_000,
    "<a href=" * 100_000, "<script>" * 50_000, "<!" * 100_000, "<?" * 100_000, " \n" * 100_000,
    "&#" + "9" * 100_000, "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
    "<a " + "href " * 100_000 + ">",
]  # fmt: skip


@pytest.mark.parametrize("markup", HOSTILE, ids=lambda markup: repr(markup[:12]))
def test_the_time_grows_with_the_length_only(markup):
    started = time.process_time()

    plain(markup)
    links(markup)

    assert time.process_time() - started < 2


@given(st.text(alphabet="<>/!-?ab =\"'&#;\n", max_size=60))
def test_no_tag_is_left_and_nothing_makes_it_stumble(markup):
    links(markup)

    assert "<a>" not in plain(markup.replace("&", " "))
