"""How many posts a part of a query is probably true of."""

from math import prod

from .frequency import Frequencies
from .tree import (
    And,
    Field,
    Followers,
    Handle,
    Has,
    Hashtag,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Raw,
    Site,
    Title,
    Url,
    Word,
    as_written,
)

_NEXT_TO = 0.1  # of the posts with the rarest word of a phrase, those with the phrase
_CLOSE = 0.2  # of the posts with both sides of a NEAR, those where they are near
_IN_TITLE = 0.1
_GUESS = 0.3  # for what nothing is known about


def expected_share(node: Node, frequencies: Frequencies) -> float:
    """The share of posts ``node`` is probably true of, as if its parts had nothing to do with each other."""
    match node:
        case Word() | Hashtag() | Handle():  # most are
            return share_as_written(as_written(node), frequencies)
        case Not(part=part):
            return 1.0 - expected_share(part, frequencies)
        case And(parts=parts):
            return prod(expected_share(part, frequencies) for part in parts)
        case Or(parts=parts):
            return 1.0 - prod((1.0 - expected_share(part, frequencies) for part in parts), start=1.0)
        case Phrase(parts=words):
            return min(expected_share(word, frequencies) for word in words) * _NEXT_TO
        case Near(left=left, right=right):
            sides = [
                min(sum(expected_share(term, frequencies) for term in side), 1.0) for side in (left, right)
            ]
            return min(sides) * _CLOSE
        case Title(term=term):
            return expected_share(term, frequencies) * _IN_TITLE
        case _:
            return _share_of_leaf(node, frequencies)


def _share_of_leaf(leaf: Node, frequencies: Frequencies) -> float:
    match leaf:
        case Field(name=name, value=value):
            return frequencies.share(f"{name}:{value}")
        case Site(host=host):
            return frequencies.share(f"site:{host}")
        case Has(what=what):
            return frequencies.share(f"has:{what}")
        case Url():
            return frequencies.share("has:link") * 0.01
        case Raw(text=text):
            return 0.1 * 4.0 ** -min(len(text), 10)
        case Followers():
            return _GUESS
        case _:
            return 1.0


def share_as_written(atom: str, frequencies: Frequencies) -> float:
    """As ``expected_share``, for an atom as it is written."""
    return frequencies.share_of_prefix(atom[:-1]) if atom.endswith("*") else frequencies.share(atom)
