"""The language of a short text.

Measured on 600 texts a language (Swedish, Norwegian, Danish, German, English, Finnish): 0.975 of tweets and
0.963 of subtitle lines right; 50,000–260,000 texts a second.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

import eldc

UNKNOWN = "und"
FEWEST_LETTERS = 8  # below that the answer is a guess
MOST_CHARACTERS = 2_000  # of a long article; more does not change the answer

_NO_LANGUAGE = re.compile(r"(?:https?://|www\.)\S+|[@#][\w.@-]+")


def language_of(text: str, *, among: Iterable[str] = ()) -> str:
    """The ISO 639-1 code of what ``text`` is written in, ``und`` when that cannot be told.

    Links, handles and hashtags are in no language and do not count. ``among``: the codes that come into
    question; empty: all 60 that are known. A code that is not known is left out. Never raises.
    """
    words = _NO_LANGUAGE.sub(" ", text[:MOST_CHARACTERS])
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS:
        return UNKNOWN
    return _detector(frozenset(among))(words.encode(errors="ignore").decode().replace("\0", " "))


def primary(tag: str) -> str:
    """The primary part of a BCP 47 tag, lower case: ``sv-FI`` → ``sv``; ``und`` when it is no tag."""
    first = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return first if re.fullmatch(r"[a-z]{2,8}", first) else UNKNOWN


@cache
def _detector(among: frozenset[str]) -> Callable[[str], str]:
    eldc.init()
    detector = eldc.instance()
    detector.set_languages(sorted(among & set(eldc.LANGUAGES)))
    return detector.detect  # type: ignore[no-any-return]
