"""A chunk of posts → what is written about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lyhord.percolator.engine.batch import MAX_CHARACTERS
from lyhord.percolator.explain import explain
from lyhord.percolator.percolator import Percolator
from lyhord.percolator.post import Post
from lyhord.percolator.query import Query

from .posts import BadLine, Told, post_of
from .reading import Chunk

_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines for a chunk; what was wrong in it, with line numbers; how many posts it had."""

    lines: bytes
    complaints: tuple[str, ...]
    posts: int


class Answerer:
    """Holds the queries, ready to match. ``with_spans``: also says which characters made it match."""

    def __init__(self, queries: Mapping[str, Query], *, only_hits: bool, with_spans: bool) -> None:
        self._queries, self._percolator = queries, Percolator(queries)
        self._only_hits, self._with_spans = only_hits, with_spans

    def answer(self, chunk: Chunk) -> Answer:
        """A line for each post (``only_hits``: for each that is found), in their order."""
        posts, complaints = list[Post](), list[str]()
        for number, told in chunk.rows():
            try:
                posts.append(_post(told))
            except BadLine as wrong:
                complaints.append(f"line {number} {wrong}")
        found = zip(posts, self._percolator.match(posts).ids(), strict=True)
        lines = [self._line(post, names) for post, names in found if names or not self._only_hits]
        return Answer(_written(lines), tuple(complaints), len(posts))

    def _line(self, post: Post, names: list[str]) -> dict[str, Any]:
        line: dict[str, Any] = {"post": post.id, "queries": names}
        if self._with_spans:
            line["spans"] = {name: _spans(self._queries[name], post) for name in names}
        return line


def _post(told: Told | BadLine) -> Post:
    if isinstance(told, BadLine):
        raise told
    post = post_of(told)
    if len(post.text) + len(post.title) > MAX_CHARACTERS:
        raise BadLine(f"has more than {MAX_CHARACTERS:,} characters")
    return post


def _written(lines: list[dict[str, Any]]) -> bytes:
    try:
        return "".join(_ENCODER.encode(line) + "\n" for line in lines).encode()
    except UnicodeEncodeError:  # half a character in an id: it can only be written escaped
        return "".join(json.dumps(line) + "\n" for line in lines).encode()


def _spans(query: Query, post: Post) -> list[dict[str, Any]]:
    found = explain(query, post)
    places = (("title", found.title_spans), ("text", found.spans))
    return [{"start": span.start, "end": span.end, "in": name} for name, spans in places for span in spans]
