"""The parts of a parsed query.

Every part remembers where it was written (``position`` and ``length`` in characters of the query);
two parts are equal when they ask the same, wherever they stand. Nobody changes a part; they are not
``frozen`` only because that makes each 1.5 µs dearer, and a query may have 5,000.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Operator = Literal["<", "<=", "=", ">=", ">"]


@dataclass(slots=True, unsafe_hash=True)
class Part:
    """Where a part of a query was written."""

    position: int = field(compare=False)
    length: int = field(compare=False)


@dataclass(slots=True, unsafe_hash=True)
class Word(Part):
    """A word, or with ``is_prefix`` every word that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Hashtag(Part):
    """A hashtag, or with ``is_prefix`` every hashtag that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Handle(Part):
    """A whole handle."""

    text: str


@dataclass(slots=True, unsafe_hash=True)
class Phrase(Part):
    """Two or more of the above, next to each other in this order."""

    parts: tuple["Word | Hashtag | Handle", ...]


Atom = Word | Hashtag | Handle
ATOMS = (Word, Hashtag, Handle)
Term = Atom | Phrase


@dataclass(slots=True, unsafe_hash=True)
class Title(Part):
    """A term, in the title only."""

    term: Term


@dataclass(slots=True, unsafe_hash=True)
class Near(Part):
    """A term of ``left`` and a term of ``right`` at most ``distance`` words apart."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    distance: int
    is_ordered: bool


@dataclass(slots=True, unsafe_hash=True)
class Raw(Part):
    """These characters exactly, in the text or the title as written."""

    text: str


@dataclass(slots=True, unsafe_hash=True)
class Field(Part):
    """A field of the post equals the folded ``value``."""

    name: Literal["lang", "source", "type", "author"]
    value: str


@dataclass(slots=True, unsafe_hash=True)
class Site(Part):
    """A link to this host or a subdomain of it."""

    host: str


@dataclass(slots=True, unsafe_hash=True)
class Url(Part):
    """A link that contains the folded ``text``."""

    text: str


@dataclass(slots=True, unsafe_hash=True)
class Has(Part):
    """There is a link, a title, a question."""

    what: Literal["link", "title", "question"]


@dataclass(slots=True, unsafe_hash=True)
class Followers(Part):
    """The author's followers, compared; unknown never matches."""

    operator: Operator
    number: int


Leaf = Word | Hashtag | Handle | Phrase | Title | Near | Raw | Field | Site | Url | Has | Followers


@dataclass(slots=True, unsafe_hash=True)
class Not(Part):
    """Not the part."""

    part: "Node"


@dataclass(slots=True, unsafe_hash=True)
class And(Part):
    """All of two or more parts."""

    parts: tuple["Node", ...]


@dataclass(slots=True, unsafe_hash=True)
class Or(Part):
    """At least one of one or more parts; ``list_name`` when they come from a named list."""

    parts: tuple["Node", ...]
    list_name: str = ""


Node = Leaf | Not | And | Or


def leaves(node: Node) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf of ``node`` from left to right, and whether it is wanted: not under an odd number of NOT."""
    match node:
        case Not(part=part):
            yield from ((leaf, not is_wanted) for leaf, is_wanted in leaves(part))
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield node, True


def requires_something(node: Node, *, wanted: bool = True) -> bool:
    """Whether no post without any of the wanted leaves can match."""
    match node:
        case Not(part=part):
            return requires_something(part, wanted=not wanted)
        case And(parts=parts) | Or(parts=parts):
            some_or_all = any if isinstance(node, And) == wanted else all
            return some_or_all(requires_something(part, wanted=wanted) for part in parts)
        case _:
            return wanted


def as_written(atom: Atom) -> str:
    """``atom`` as it would be written; different atoms are written differently."""
    if isinstance(atom, Word):
        return atom.text + "*" if atom.is_prefix else atom.text
    if isinstance(atom, Handle):
        return "@" + atom.text
    return f"#{atom.text}*" if atom.is_prefix else "#" + atom.text
