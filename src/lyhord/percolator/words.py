"""The words of a text, its hashtags, handles and links: rules 2 to 5 of the query language."""

import re
from enum import StrEnum
from typing import NamedTuple

from .characters import KINDS
from .normal import Aligned, align, normalise

MAX_DISTANCE = 100  # of NEAR, in words

_LINK = re.compile(r"(?:https?://|(?<![\w\U00020000-\U0003ffff])www\.)\S+")
_EMOJI = r"(?:rr?|[es][sg]*(?:je[sg]*)*)"
_WORD = rf"[wm]+|cm*|{_EMOJI}m*"
_NAME = r"[wm]+(?:\.[wm]+)*"
HANDLE_PATTERN = rf"(?<![wm])@(?P<handle>(?P<first>[wm]+)(?:\.[wm]+)*(?:@{_NAME})?)"
TAG_PATTERN = rf"[wmc]+|{_EMOJI}m*"
_TOKEN = re.compile(rf"{HANDLE_PATTERN}|(?P<word>{_WORD})")
_TAG = re.compile(TAG_PATTERN)
_EACH_WORD = re.compile(_WORD)


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    HASHTAG = "hashtag"
    HANDLE = "handle"


class Token(NamedTuple):
    """A word, hashtag or handle: ``text`` is normalised and has neither ``#`` nor ``@``.

    ``first`` and ``last`` count words from 0, ``start`` and ``end`` characters of the original text.
    A handle stands where its first part stands; a hashtag of Han characters spans several words.
    """

    kind: Kind
    text: str
    first: int
    last: int
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Every token of ``text`` in order; where several begin at one word, the word comes first."""
    aligned = align(text)
    return [_in_original(token, aligned) for token in tokens_of_normalised(without_links(aligned.text))]


def quick_tokens(text: str) -> list[Token]:
    """As ``tokens``, but ``start`` and ``end`` count characters of the normalised text."""
    return tokens_of_normalised(without_links(normalise(text)))


def links(text: str) -> list[str]:
    """The links in a normalised text, in order."""
    return _LINK.findall(text) if _may_have_links(text) else []


def without_links(text: str) -> str:
    """A normalised text with every link blanked out; the length stays."""
    return _LINK.sub(lambda link: " " * len(link[0]), text) if _may_have_links(text) else text


def _may_have_links(text: str) -> bool:
    return "://" in text or "www." in text


def tokens_of_normalised(text: str) -> list[Token]:
    """As ``tokens``, for a normalised text without links; places are those of this text."""
    kinds = text.translate(KINDS)
    found: list[Token] = []
    for ordinal, match in enumerate(_TOKEN.finditer(kinds)):
        if match.lastgroup != "word":
            found += _handle(text, match, ordinal)
            continue
        start, end = match.span()
        word = Token(Kind.WORD, text[start:end], ordinal, ordinal, start, end)
        found.append(word)
        if start and kinds[start - 1] == "#":
            found.append(_hashtag(text, kinds, word))
    return found


def _handle(text: str, match: re.Match[str], ordinal: int) -> list[Token]:
    start, end = match.span("handle")
    first_end = match.end("first")
    return [
        Token(Kind.WORD, text[start:first_end], ordinal, ordinal, start, first_end),
        Token(Kind.HANDLE, text[start:end], ordinal, ordinal, start - 1, end),
    ]


def _hashtag(text: str, kinds: str, word: Token) -> Token:
    """The hashtag that begins with ``word``; only among Han characters is it longer."""
    if kinds[word.start] != "c" and kinds[word.end : word.end + 1] != "c":
        return Token(Kind.HASHTAG, word.text, word.first, word.last, word.start - 1, word.end)
    match = _TAG.match(kinds, word.start)
    end = match.end() if match else word.end
    more = len(_EACH_WORD.findall(kinds, word.end, end)) if end > word.end else 0
    return Token(Kind.HASHTAG, text[word.start : end], word.first, word.first + more, word.start - 1, end)


def _in_original(token: Token, aligned: Aligned) -> Token:
    start, end = aligned.starts[token.start], aligned.ends[token.end - 1]
    return Token(token.kind, token.text, token.first, token.last, start, end)
