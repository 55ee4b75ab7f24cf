"""A rough query over index tokens, for a text index.

It offers too much but never too little: whenever a query finds a post, its candidates hold on the post's
``index_tokens``. The reference or the percolator has the last word.
"""

from dataclasses import dataclass

from .indexing import is_one_token
from .normal import normalise
from .query import Query
from .tree import And, Field, Handle, Has, Hashtag, Near, Node, Or, Phrase, Raw, Site, Title, Word
from .words import Kind, tokens_of_normalised, without_links


@dataclass(frozen=True, slots=True)
class Token:
    """Posts with this index token."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Posts with an index token that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Posts that every part offers; two or more parts."""

    parts: tuple["Candidates", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Posts that at least one part offers; two or more parts."""

    parts: tuple["Candidates", ...]


Candidates = Token | Prefix | AllOf | AnyOf | None  # None: any post may match, the index cannot help


def candidates(query: Query) -> Candidates:
    """The rough query for a text index; ``None`` when every post may match."""
    return _rough(query.node)


def holds(rough: Candidates, tokens: set[str]) -> bool:
    """Whether a post with these index tokens is offered by ``rough``."""
    match rough:
        case None:
            return True
        case Token(text=text):
            return text in tokens
        case Prefix(text=text):
            return any(token.startswith(text) for token in tokens)
        case AllOf(parts=parts):
            return all(holds(part, tokens) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, tokens) for part in parts)


def _rough(node: Node) -> Candidates:
    match node:
        case And(parts=parts):
            return _all_of([_rough(part) for part in parts])
        case Or(parts=parts):
            return _any_of([_rough(part) for part in parts])
        case Near(left=left, right=right):
            return _all_of([_any_of([_rough(term) for term in side]) for side in (left, right)])
        case Phrase(parts=words):
            return _all_of([_rough(word) for word in words])
        case Title(term=term):
            return _rough(term)
        case Word() | Hashtag() | Handle():
            return _rough_term(node)
        case _:
            return _rough_field(node)


def _rough_term(term: Word | Hashtag | Handle) -> Candidates:
    match term:
        case Word(text=text, is_prefix=is_prefix):
            return Prefix(text) if is_prefix else Token(text)
        case Hashtag(text=text, is_prefix=is_prefix):
            return Prefix("#" + text) if is_prefix else Token("#" + text)
        case Handle(text=text):
            return Token("@" + text)


def _rough_field(node: Node) -> Candidates:
    match node:
        case Field(name=name, value=value) if is_one_token(value):
            return Token(f"{name}:{value}")
        case Site(host=name):
            return Token(f"site:{name}")
        case Has(what="link" | "title" as what):
            return Token(f"has:{what}")
        case Raw(text=text):
            return _all_of([Token(word) for word in _whole_words(text)])
        case _:
            return None


def _whole_words(raw: str) -> list[str]:
    """The words that stand in every text with ``raw`` in it: those with white space on both sides."""
    inner = raw.split()
    inner = inner[0 if raw[:1].isspace() else 1 : None if raw[-1:].isspace() else -1]
    normal = without_links(normalise(" ".join(inner)))
    return sorted({token.text for token in tokens_of_normalised(normal) if token.kind == Kind.WORD})


def _all_of(parts: list[Candidates]) -> Candidates:
    useful = list(dict.fromkeys(part for part in parts if part is not None))
    if len(useful) < 2:
        return useful[0] if useful else None
    return AllOf(tuple(useful))


def _any_of(parts: list[Candidates]) -> Candidates:
    different = list(dict.fromkeys(parts))
    if None in different:
        return None
    return different[0] if len(different) == 1 else AnyOf(tuple(different))
