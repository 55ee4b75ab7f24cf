"""Foreign markup → words and links, in linear time.

Written by hand because the libraries are not linear: 100,000 nested ``<div>`` took nh3 0.3.8 149 s, a tag
with 100,000 attributes took libxml2 2.14's HTML parser 181 s (measured 2026-11-23); this takes 0.2 s for
both. What comes out is plain text, escaped wherever it is shown: a tag read wrongly costs beauty, not safety.
"""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<![^<>]{0,2000}>|<\?[^<>]{0,2000}>|<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})([^<>]*)>", re.S
)
_HREF = re.compile(r"""(?:^|\s)href\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""", re.I)
_HUGE_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")
_SPACES, _BREAKS = re.compile(r"[^\S\n]+"), re.compile(r" ?\n[ \n]*")
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "head"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def plain(markup: str) -> str:
    """The words of ``markup``; blocks stand on lines of their own."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    return _tidy(_decoded("".join(_words(markup))))


def links(markup: str, *, most: int = 50) -> list[str]:
    """Where its links lead, as they are written, in their order and each once."""
    found: dict[str, None] = {}
    for tag in _TAG.finditer(markup):
        if tag[2] and tag[2].lower() == "a" and not tag[1]:
            href = _HREF.search(tag[3])
            if href:
                found[_decoded(href[1] or href[2] or href[3] or "").strip()] = None
        if len(found) >= most:
            break
    return [link for link in found if link]


def _words(markup: str) -> Iterator[str]:
    """The text between the tags, with a line break where a block begins or ends."""
    at, silent = 0, ""
    for tag in _TAG.finditer(markup):
        if not silent:
            yield markup[at : tag.start()]
        at = tag.end()
        name = (tag[2] or "").lower()
        if silent:
            silent = "" if tag[1] and name == silent else silent
        elif name in _SILENT and not tag[1] and not tag[3].endswith("/"):
            silent = name
        elif name in _BLOCKS:
            yield "\n"
    if not silent:
        yield markup[at:]


def _decoded(text: str) -> str:
    """Entities decoded; a number larger than any character would make ``unescape`` raise."""
    return unescape(_HUGE_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _tidy(text: str) -> str:
    return _BREAKS.sub("\n", _SPACES.sub(" ", text.replace("\r", "\n"))).strip()
