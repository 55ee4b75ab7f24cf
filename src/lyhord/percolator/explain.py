"""Why a post matched, or what was missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .document import Document, document
from .post import Post
from .query import Query
from .reference import Run, is_true, runs
from .tree import And, Field, Followers, Has, Leaf, Node, Not, Or, Raw, Site, Url


class Span(NamedTuple):
    """From ``start`` up to, not including, ``end``, in characters of the original."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Missing:
    """The first part of the query that failed, as written.

    ``is_excluded``: it is in the post, but must not be.
    """

    text: str
    position: int
    length: int
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """``spans`` of the text and ``title_spans`` of the title: ascending, never overlapping.

    Empty on a miss, and where only fields made the match. ``missing`` is None on a match.
    """

    matched: bool
    spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()
    missing: Missing | None = None


def explain(query: Query, post: Post) -> Explanation:
    """Why ``query`` finds ``post``, or why not. Slow: for one pair on a screen, not for a stream."""
    doc = document(post)
    if not is_true(query.node, doc):
        return Explanation(False, missing=_missing(query.node, query.text, doc))
    found = list(_found(query.node, doc))
    text = _merged(span for span, is_in_title in found if not is_in_title)
    title = _merged(span for span, is_in_title in found if is_in_title)
    return Explanation(True, text, title)


_Place = tuple[Span, bool]  # a span, and whether it is in the title


def _found(node: Node, doc: Document) -> Iterator[_Place]:
    match node:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                if is_true(part, doc):
                    yield from _found(part, doc)
        case Not():
            return
        case _:
            yield from _found_by(node, doc)


def _found_by(leaf: Leaf, doc: Document) -> Iterator[_Place]:
    match leaf:
        case Raw(text=text):
            yield from ((span, False) for span in _each(text, doc.post.text))
            yield from ((span, True) for span in _each(text, doc.post.title))
        case Field() | Site() | Url() | Has() | Followers():
            return
        case _:
            for run in runs(leaf, doc):
                yield from ((span, run.is_in_title) for span in _spans(run))


def _each(text: str, within: str) -> Iterator[Span]:
    at = within.find(text)
    while at >= 0:
        yield Span(at, at + len(text))
        at = within.find(text, at + len(text))


def _spans(run: Run) -> Iterator[Span]:
    """Neighbours as one span, so that a phrase is marked as a whole."""
    tokens = sorted(run.tokens, key=lambda token: token.first)
    start = tokens[0]
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if following is None or following.first > token.last + 1:
            yield Span(start.start, token.end)
            start = following or token


def _merged(spans: Iterator[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _missing(node: Node, query: str, doc: Document) -> Missing:
    if isinstance(node, And):
        return next(_missing(part, query, doc) for part in node.parts if not is_true(part, doc))
    text = query[node.position : node.position + node.length]
    return Missing(text, node.position, node.length, isinstance(node, Not))
