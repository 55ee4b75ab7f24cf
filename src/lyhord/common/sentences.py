"""Sentences written where Django is not known; whoever shows one translates it first.

``makemessages`` finds them by the name ``gettext_noop``. What is filled in stays apart from the sentence,
so that the same stored error reads right in every reader's language.
"""

from collections.abc import Mapping


def gettext_noop(sentence: str) -> str:
    """The sentence itself; the name marks it for translation."""
    return sentence


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """The sentence with its ``{names}`` filled in; a name that is missing stays as it is written."""
    try:
        return sentence.format_map(params)
    except (KeyError, IndexError, ValueError):
        return sentence
