"""``lyhord match``: standing queries against a file of posts. Contract: docs/query-language.md"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from .errors import QueryError
from .explain import explain
from .percolator import Percolator
from .post import Post
from .query import Query

_BATCH = 512  # posts
_TEXTS = ("text", "title", "author", "author_name", "lang", "source", "type")


class BadLine(Exception):
    """A line that holds no post or query; the text says why."""


def main(arguments: Sequence[str]) -> int:
    """Match, and write a line for every post. 0: well; 1: bad lines were left out; 2: a bad query."""
    asked = _words().parse_args(arguments)
    try:
        queries = _queries(asked.queries)
    except (BadLine, QueryError, OSError) as wrong:
        print(f"lyhord match: {wrong}", file=sys.stderr)  # noqa: T201 -- a command speaks
        return 2
    try:
        with _opened(asked.posts) as lines:
            return _match(queries, lines, only_hits=asked.only_hits, with_spans=asked.explain)
    except BrokenPipeError:  # whoever read us had enough
        with suppress(OSError):
            sys.stderr.close()
        return 0
    except OSError as wrong:
        print(f"lyhord match: {wrong}", file=sys.stderr)  # noqa: T201 -- a command speaks
        return 2


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="lyhord match", description="Match standing queries against posts.")
    words.add_argument("--queries", required=True, metavar="FILE", help='a line each: {"id": …, "query": …}')
    words.add_argument("--only-hits", action="store_true", help="leave out posts without a match")
    words.add_argument("--explain", action="store_true", help="say which characters made it match")
    words.add_argument("posts", metavar="POSTS", help="a post a line; - is standard input")
    return words


def _match(queries: Mapping[str, Query], lines: TextIO, *, only_hits: bool, with_spans: bool) -> int:
    percolator, bad = Percolator(queries), [0]
    posts = _posts(lines, bad)
    while batch := list(islice(posts, _BATCH)):
        for post, names in zip(batch, percolator.match(batch).ids(), strict=True):
            if names or not only_hits:
                line: dict[str, Any] = {"post": post.id, "queries": names}
                if with_spans:
                    line["spans"] = {name: _spans(queries[name], post) for name in names}
                sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 1 if bad[0] else 0


def _spans(query: Query, post: Post) -> list[dict[str, Any]]:
    found = explain(query, post)
    places = (("title", found.title_spans), ("text", found.spans))
    return [{"start": span.start, "end": span.end, "in": name} for name, spans in places for span in spans]


def _queries(path: str) -> dict[str, Query]:
    with _opened(path) as lines:
        found = {}
        for number, line in enumerate(lines, 1):
            if line.strip():
                asked = _object(line, number, "id", "query")
                found[str(asked["id"])] = Query.parse(str(asked["query"]))
        return found


def _posts(lines: Iterable[str], bad: list[int]) -> Iterator[Post]:
    """The posts; a bad line is told with its number, counted in ``bad``, and left out."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _post(_object(line, number, "id", "text"), number)
        except BadLine as wrong:
            bad[0] += 1
            print(f"lyhord match: {wrong}", file=sys.stderr)  # noqa: T201 -- a command speaks


def _object(line: str, number: int, *needed: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise BadLine(f"line {number} is not JSON") from error
    if not isinstance(told, dict) or any(name not in told for name in needed):
        raise BadLine(f"line {number} needs {' and '.join(needed)}")
    return told


def _post(told: Mapping[str, Any], number: int) -> Post:
    try:
        texts = {name: str(told[name]) for name in _TEXTS if told.get(name) is not None}
        at = told.get("created_at")
        followers = told.get("followers")
        return Post(
            id=str(told["id"]),
            **texts,
            links=tuple(map(str, told.get("links") or ())),
            followers=None if followers is None else int(followers),
            created_at=datetime.fromisoformat(at) if at else None,
        )
    except (TypeError, ValueError) as error:
        raise BadLine(f"line {number} is no post: {error}") from error


def _opened(path: str) -> TextIO:
    return sys.stdin if path == "-" else Path(path).open(encoding="utf-8", errors="surrogateescape")
