"""What other people wrote, and how it is shown: as text, with links that can do no harm."""

from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from lyhord.channels.registry import NETWORKS
from lyhord.listening.selectors import MentionRow, Piece, Sample

register = template.Library()
_WORDS = 12


@register.filter
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """The text with what made it match in ``<mark>``; everything in it is escaped."""
    tags = {True: "<mark>{}</mark>", False: "{}"}
    return SafeString(
        "".join(format_html_join("", tags[piece.is_marked], ((piece.text,),)) for piece in pieces)
    )


@register.filter
def excerpt(pieces: tuple[Piece, ...], most: int) -> tuple[Piece, ...]:
    """At most about ``most`` characters of a text, beginning a little before what is marked first."""
    length = sum(len(piece.text) for piece in pieces)
    if length <= most:
        return pieces
    before = 0
    for piece in pieces:
        if piece.is_marked:
            break
        before += len(piece.text)
    start = 0 if before >= length else max(0, min(before - most // 4, length - most))
    return _cut(pieces, start, start + most, length)


def _cut(pieces: tuple[Piece, ...], start: int, end: int, length: int) -> tuple[Piece, ...]:
    kept, at = [Piece("…")] if start else [], 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        kept += [Piece(text, piece.is_marked)] if text else []
        at += len(piece.text)
    return (*kept, Piece("…")) if end < length else tuple(kept)


@register.filter
def marked_words(text: tuple[Piece, ...], title: tuple[Piece, ...]) -> tuple[str, ...]:
    """The words that made it match, each once, as they were written."""
    found = {piece.text.casefold(): piece.text for piece in (*title, *text) if piece.is_marked}
    return tuple(found.values())[:_WORDS]


@register.filter
def who(row: MentionRow | Sample) -> str:
    """Who wrote it: the name, else the handle, else where it stood."""
    return row.author_name or row.author or row.source_name or network_name(row.network)


@register.filter
def plain(pieces: tuple[Piece, ...]) -> str:
    """The text without marks."""
    return "".join(piece.text for piece in pieces)


@register.filter
def web_url(url: str) -> str:
    """The address when it is one of the web, else nothing: never ``javascript:`` or ``data:``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


@register.filter
def host(url: str) -> str:
    """Where a link leads: ``svd.se``. A name with foreign letters stands as it travels (xn--…)."""
    try:
        name = urlsplit(url).hostname or ""
        return name.encode("idna").decode().removeprefix("www.")
    except ValueError:
        return ""


@register.filter
def network_name(key: str) -> str:
    """Bluesky, Mastodon …"""
    known = NETWORKS.get(key)
    return str(known.name) if known else key


@register.filter
def network_icon(key: str) -> str:
    """The icon of a network."""
    known = NETWORKS.get(key)
    return known.icon if known else "globe"


@register.filter
def language_name(code: str) -> str:
    """svenska · Swedish, in the reader's language."""
    if code in {"", "und"}:
        return gettext("unknown language")
    try:
        named = Locale.parse(code).get_display_name((get_language() or "en").split("-")[0])
    except (UnknownLocaleError, ValueError):
        return code
    return named or code


@register.filter
def initial(name: str) -> str:
    """The first letter of a name, for its avatar."""
    letters = [sign for sign in name if sign.isalnum()]
    return letters[0].upper() if letters else "?"
