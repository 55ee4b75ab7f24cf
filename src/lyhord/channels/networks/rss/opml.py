"""Lists of feeds as OPML, the way feed readers exchange them. Source: http://opml.org/spec2.opml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from lyhord.channels.networks.rss.parsing import Reader
from lyhord.common.http.errors import OutgoingError
from lyhord.common.sentences import gettext_noop

NOT_OPML = gettext_noop("This is not an OPML file.")


@dataclass(frozen=True)
class Outline:
    """One feed of a list."""

    url: str
    name: str = ""
    language: str = ""


def read_opml(reader: Reader, document: bytes) -> list[Outline]:
    """The feeds of an OPML file, in its order. Raises OutgoingError."""
    found = reader.read("opml", document)
    if found is None:
        raise OutgoingError(NOT_OPML)
    return [Outline(url, name, language) for url, name, language in found["feeds"]]


def write_opml(outlines: Iterable[Outline], *, title: str, now: datetime) -> bytes:
    """An OPML file of these feeds."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = _allowed(title)
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    for outline in outlines:
        name = _allowed(outline.name or outline.url)
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": _allowed(outline.url)}
        if outline.language:
            attributes["language"] = _allowed(outline.language)
        ElementTree.SubElement(body, "outline", attributes)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _allowed(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(
        char for char in text if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff")
    )
