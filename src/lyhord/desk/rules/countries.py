"""A guess at the country, from what a browser says of its language."""

import re

_REGION = re.compile(r"\b(?P<language>[a-z]{2,3})-(?P<region>[A-Z]{2})\b")
_ALONE = {"sv": "SE", "nb": "NO", "nn": "NO", "no": "NO", "da": "DK", "fi": "FI", "is": "IS"}


def country_of(accept_language: str) -> str:
    """``sv-FI,sv;q=0.9`` → FI. Where only a language stands, its country in the north; else Sweden.

    English with a region says little about where a company works (en-US is what browsers come with).
    """
    for wish in accept_language.split(","):
        found = _REGION.search(wish)
        if found and found["language"] != "en":
            return found["region"]
        if (language := wish.split(";")[0].strip()) in _ALONE:
            return _ALONE[language]
    return "SE"
