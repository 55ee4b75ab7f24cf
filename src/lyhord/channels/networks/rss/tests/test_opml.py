"""Lists of feeds come in and go out."""

from datetime import UTC, datetime

import pytest

from lyhord.channels.networks.rss.opml import NOT_OPML, Outline, read_opml, write_opml
from lyhord.common.http import OutgoingError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_what_went_out_comes_in_the_same(reader):
    feeds = [
        Outline("https://svd.se/feed?a=1&b=2", 'Svenskan "A" <1>', "sv"),
        Outline("https://dn.se/", "DN"),
    ]

    assert read_opml(reader, write_opml(feeds, title="Nordkaffe AB", now=NOW)) == feeds


def test_folders_within_folders_are_searched_and_other_outlines_are_not(reader):
    document = b"""<opml version="1.0"><body><outline text="News"><outline text="Deep">
    <outline type="rss" text="DN" XMLURL="https://dn.se/rss"/></outline><outline text="No feed"/></outline>
    </body></opml>"""

    assert read_opml(reader, document) == [Outline("https://dn.se/rss", "DN")]


def test_a_name_without_words_is_written_as_its_address(reader):
    assert (
        read_opml(reader, write_opml([Outline("https://dn.se/")], title="x", now=NOW))[0].name
        == "https://dn.se/"
    )


def test_what_xml_cannot_hold_is_left_out(reader):
    written = write_opml([Outline("https://dn.se/", "A\x00B\ud800C")], title="\x01", now=NOW)

    assert read_opml(reader, written) == [Outline("https://dn.se/", "ABC")]


@pytest.mark.parametrize("document", [b"", b"words", b"<rss/>", b"{}", b"\xff\xfe"])
def test_what_is_no_opml_is_said_so(reader, document):
    with pytest.raises(OutgoingError) as caught:
        read_opml(reader, document)

    assert caught.value.sentence == NOT_OPML
