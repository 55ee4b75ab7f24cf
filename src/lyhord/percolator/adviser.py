"""Advice to the writer of a query: not wrong, but probably not what was meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fields import suggested_field
from .frequency import default_frequencies
from .messages import ADVICE
from .tree import (
    And,
    Field,
    Handle,
    Has,
    Hashtag,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    leaves,
    requires_something,
)

POST_TYPES = frozenset({"post", "reply", "repost", "article", "comment", "review"})

_FOREIGN = {"OCH": "AND", "ELLER": "OR", "INTE": "NOT", "EJ": "NOT", "UTAN": "NOT", "NÄRA": "NEAR/5"}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NOT_A_COLON = re.compile(r"([^\W\d]\w*)(?:=|：|;|/)\S")


@dataclass(frozen=True, slots=True)
class Advice:
    """One remark about the query's characters from ``position`` on; ``str()`` is the English sentence."""

    code: str
    params: Mapping[str, str]
    position: int
    length: int

    def __str__(self) -> str:
        return ADVICE[self.code].format(**self.params)


def advice(node: Node, text: str) -> list[Advice]:
    """All remarks about the query ``text`` with the tree ``node``, from left to right."""
    remarks = [
        *_about_words(node, text),
        *_about_what_is_required(node, text),
        *_about_brands(node, text),
        *_about_parts(node, text),
        *_about_fields(node, text),
    ]
    return sorted(remarks, key=lambda remark: (remark.position, remark.code))


def _remark(code: str, node: Node, **params: str) -> Advice:
    return Advice(code, params, node.position, node.length)


def _written(node: Node, text: str) -> str:
    return text[node.position : node.position + node.length]


def _about_words(node: Node, text: str) -> Iterator[Advice]:
    """Words that look like operators."""
    for leaf, _ in leaves(node):
        word = _written(leaf, text)
        if not isinstance(leaf, Word):
            continue
        if word.upper() in {"AND", "OR", "NOT"}:
            yield _remark("lower-case-operator", leaf, word=word, operator=word.upper())
        elif word in _FOREIGN:
            yield _remark("foreign-operator", leaf, word=word, operator=_FOREIGN[word])
        elif word == "NEAR":
            yield _remark("near-without-number", leaf)


def _about_what_is_required(node: Node, text: str) -> Iterator[Advice]:
    """What is so common that it lets nearly everything through where it stands alone."""
    alternatives = node.parts if isinstance(node, Or) else (node,)
    for alternative in alternatives:
        wanted = [leaf for leaf, is_wanted in leaves(alternative) if is_wanted]
        if not all(_is_broad(leaf) for leaf in wanted):
            continue
        for leaf in wanted[:1]:
            if isinstance(leaf, Word):
                yield _remark("common-word", leaf, word=_written(leaf, text))
            else:
                yield _remark("broad-filter", leaf, part=_written(leaf, text))


def _is_broad(leaf: Leaf) -> bool:
    match leaf:
        case Word(text=word, is_prefix=False):
            return is_common(word)
        case Word(text=word):
            return len(word) < 3
        case Field(name="lang" | "type") | Has():
            return True
        case _:
            return False


def is_common(word: str) -> bool:
    """Whether a normalised word alone is in very many posts, as far as the shipped list can tell.

    It was counted in a book about computers; of its long words only the most common are common elsewhere.
    """
    return default_frequencies().share(word) >= (0.02 if len(word) <= 4 else 0.1)


def _about_brands(node: Node, text: str) -> Iterator[Advice]:
    """A name, where the query knows neither a handle nor a hashtag."""
    found = [leaf for leaf, is_wanted in leaves(node) if is_wanted]
    if any(isinstance(leaf, Handle | Hashtag) for leaf in found):
        return
    for leaf in found:
        written = _written(leaf, text)
        if isinstance(leaf, Word) and written[:1].isupper() and not written.isupper() and not _is_broad(leaf):
            yield _remark("brand-without-handle", leaf, word=written.rstrip("*"), lower=leaf.text)
            return


def _about_parts(node: Node, text: str) -> Iterator[Advice]:
    match node:
        case Or(parts=parts):
            yield from _or_of_not(parts, text)
            yield from _duplicates(node, text)
        case And(parts=parts):
            yield from _contradictions(parts, text)
            yield from _duplicates(node, text)
        case Not(part=part):
            parts = (part,)
        case _:
            return
    for part in parts:
        yield from _about_parts(part, text)


def _or_of_not(parts: tuple[Node, ...], text: str) -> Iterator[Advice]:
    for part in parts:
        if not requires_something(part):
            yield _remark("or-of-not", part, part=_written(part, text))


def _duplicates(node: And | Or, text: str) -> Iterator[Advice]:
    if isinstance(node, Or) and node.list_name:
        return
    seen = set()
    for part in node.parts:
        if part in seen:
            yield _remark("duplicate", part, part=_written(part, text))
        seen.add(part)


def _contradictions(parts: tuple[Node, ...], text: str) -> Iterator[Advice]:
    excluded = {part.part for part in parts if isinstance(part, Not)}
    for part in parts:
        if part in excluded:
            yield _remark("never-with", part, part=_written(part, text), other=f"NOT {_written(part, text)}")
    first: dict[str, Field] = {}
    for part in parts:
        if isinstance(part, Field) and (one := first.setdefault(part.name, part)) != part:
            yield _remark("never-with", part, part=_written(one, text), other=_written(part, text))


def _about_fields(node: Node, text: str) -> Iterator[Advice]:
    """Fields that can never match, and what looks like a field but is none."""
    for leaf, _ in leaves(node):
        match leaf:
            case Field(name="type", value=value) if value not in POST_TYPES:
                yield _remark("never", leaf, part=_written(leaf, text), value=value, field="type")
            case Field(name="lang", value=value) if not _LANGUAGE.fullmatch(value):
                yield _remark("never", leaf, part=_written(leaf, text), value=value, field="lang")
            case Phrase():
                yield from _misspelt(leaf, _written(leaf, text))


def _misspelt(phrase: Phrase, written: str) -> Iterator[Advice]:
    looks = _NOT_A_COLON.match(written)
    if looks and (name := suggested_field(looks[1].casefold())):
        value = written[looks.end() - 1 :]
        yield _remark("misspelt-field", phrase, text=written, suggestion=f"{name}:{value}")
