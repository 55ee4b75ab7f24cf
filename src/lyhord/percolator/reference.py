"""The slow and obvious matcher: what a query means is what this file says.

Every faster way through a query is tested against it.
"""

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .document import Document, document
from .links import is_at
from .normal import normalise
from .post import Post
from .query import Query
from .tree import (
    And,
    Field,
    Followers,
    Handle,
    Has,
    Hashtag,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Raw,
    Site,
    Term,
    Title,
    Url,
    Word,
)
from .words import Kind, Token

COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def matches(query: Query, post: Post) -> bool:
    """Whether ``query`` finds ``post``."""
    return is_true(query.node, document(post))


def is_true(node: Node, doc: Document) -> bool:
    """Whether ``node`` is true of ``doc``."""
    match node:
        case And(parts=parts):
            return all(is_true(part, doc) for part in parts)
        case Or(parts=parts):
            return any(is_true(part, doc) for part in parts)
        case Not(part=part):
            return not is_true(part, doc)
        case _:
            return _leaf_is_true(node, doc)


def _leaf_is_true(leaf: Leaf, doc: Document) -> bool:
    match leaf:
        case Field(name=name, value=value):
            return normalise(getattr(doc.post, name)) == value
        case Site(host=host):
            return any(is_at(link, host) for link in doc.links)
        case Url(text=text):
            return any(text in link for link in doc.links)
        case Has(what=what):
            return {
                "link": bool(doc.links),
                "title": bool(doc.post.title.strip()),
                "question": doc.has_question,
            }[what]
        case Followers(operator=sign, number=number):
            return doc.post.followers is not None and bool(COMPARE[sign](doc.post.followers, number))
        case Raw(text=text):
            return text in doc.post.text or text in doc.post.title
        case _:
            return next(runs(leaf, doc), None) is not None


class Run(NamedTuple):
    """Tokens of the title, or of the text, that belong together because a leaf found them."""

    tokens: tuple[Token, ...]
    is_in_title: bool


def runs(leaf: Word | Hashtag | Handle | Phrase | Title | Near, doc: Document) -> Iterator[Run]:
    """Every way in which ``leaf`` is in ``doc``."""
    if isinstance(leaf, Title):
        yield from (Run(run, True) for run in _found(leaf.term, doc.title))
        return
    for tokens, is_in_title in ((doc.title, True), (doc.text, False)):
        yield from (Run(run, is_in_title) for run in _found(leaf, tokens))


def _found(leaf: Term | Near, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    match leaf:
        case Phrase(parts=parts):
            yield from _phrases(parts, tokens)
        case Near():
            yield from _near(leaf, tokens)
        case _:
            yield from ((token,) for token in tokens if _is(token, leaf))


def _is(token: Token, term: Word | Hashtag | Handle) -> bool:
    match term:
        case Word(text=text, is_prefix=is_prefix):
            kind = Kind.WORD
        case Hashtag(text=text, is_prefix=is_prefix):
            kind = Kind.HASHTAG
        case Handle(text=text):
            kind, is_prefix = Kind.HANDLE, False
    return token.kind == kind and (token.text.startswith(text) if is_prefix else token.text == text)


def _phrases(
    parts: tuple[Word | Hashtag | Handle, ...], tokens: tuple[Token, ...]
) -> Iterator[tuple[Token, ...]]:
    """Every run of tokens, each next to the one before, that are ``parts`` in this order."""
    started: list[tuple[Token, ...]] = [(token,) for token in tokens if _is(token, parts[0])]
    for part in parts[1:]:
        here = {token.first: token for token in tokens if _is(token, part)}
        started = [(*run, here[run[-1].last + 1]) for run in started if run[-1].last + 1 in here]
    yield from started


def _near(near: Near, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    left = [run for term in near.left for run in _found(term, tokens)]
    right = [run for term in near.right for run in _found(term, tokens)]
    yield from _followed(left, right, near.distance)
    if not near.is_ordered:
        yield from _followed(right, left, near.distance)


def _followed(
    before: list[tuple[Token, ...]], after: list[tuple[Token, ...]], distance: int
) -> Iterator[tuple[Token, ...]]:
    """Every run of ``before`` with every run of ``after`` that begins 1 to ``distance`` words behind it."""
    after = sorted(after, key=_first)
    for run in before:
        last = run[-1].last
        begin = bisect_left(after, last + 1, key=_first)
        end = bisect_right(after, last + distance, key=_first)
        yield from (run + other for other in after[begin:end])


def _first(run: tuple[Token, ...]) -> int:
    return run[0].first
