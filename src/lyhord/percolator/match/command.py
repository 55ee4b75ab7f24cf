"""The command: its words, its exit status, what it says."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence

from lyhord.percolator.errors import QueryError, TooMuch
from lyhord.percolator.query import Query

from .answering import Answer, Answerer
from .crew import LostProcess, answers, cores
from .posts import BadLine, Told, identity
from .progress import Progress
from .reading import Source, Unreadable

_WELL, _BAD_LINES, _STOPPED = 0, 1, 2
_INTERRUPTED, _NOBODY_READS = 130, 141  # as a shell names them: 128 + SIGINT, 128 + SIGPIPE


def main(arguments: Sequence[str]) -> int:
    """Match, and write a line for every post. 0: well; 1: bad lines were left out; 2: it could not go on."""
    asked = _words().parse_args(arguments)
    try:
        return _match(asked)
    except (BadLine, LostProcess, TooMuch, Unreadable) as wrong:
        _complain(str(wrong))
        return _STOPPED
    except BrokenPipeError:  # whoever read us had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    except KeyboardInterrupt:
        return _INTERRUPTED


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="lyhord match",
        description="Match standing queries against posts: JSON lines, also as gzip or zstd, or Parquet.",
        epilog="Exit status: 0 well, 1 bad lines were left out, 2 it could not go on.",
    )
    words.add_argument("--queries", required=True, metavar="FILE", help='a line each: {"id": …, "query": …}')
    words.add_argument("--only-hits", action="store_true", help="leave out posts without a match")
    words.add_argument("--explain", action="store_true", help="say which characters made it match")
    words.add_argument(
        "--jobs", type=_count, default=cores(), metavar="N", help="processes (all cores: %(default)s)"
    )
    words.add_argument("posts", metavar="POSTS", help="a post a line; - is standard input")
    return words


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to 1,000")
    return int(text)


def _match(asked: argparse.Namespace) -> int:
    if asked.queries == asked.posts == "-":
        raise Unreadable("queries and posts cannot both come from standard input")
    queries = _queries(Source(asked.queries))
    ready = Answerer(queries, only_hits=asked.only_hits, with_spans=asked.explain)
    posts = Source(asked.posts)
    progress = Progress(posts, sys.stderr)
    try:
        left_out = _write(answers(ready.answer, posts.chunks(), jobs=asked.jobs), progress)
    finally:
        progress.hide()
    if left_out:
        _complain(f"bad lines left out: {left_out:,}")
    return _BAD_LINES if left_out else _WELL


def _write(found: Iterable[Answer], progress: Progress) -> int:
    """Write the answers; returns how many lines were left out."""
    left_out = 0
    for answer in found:
        if answer.complaints or (answer.lines and sys.stdout.isatty()):
            progress.hide()
        for complaint in answer.complaints:
            _complain(complaint)
        left_out += len(answer.complaints)
        sys.stdout.buffer.write(answer.lines)
        sys.stdout.buffer.flush()
        progress.went_on(answer.posts)
    return left_out


def _queries(source: Source) -> dict[str, Query]:
    """The queries by id. Raises BadLine at the first that is none."""
    found: dict[str, Query] = {}
    for chunk in source.chunks():
        for number, told in chunk.rows():
            try:
                name, query = _query(told)
                if name in found:
                    raise BadLine(f"has the id {name}, which is taken")
            except (BadLine, QueryError) as wrong:
                raise BadLine(f"queries: line {number} {wrong}") from wrong
            found[name] = query
    return found


def _query(told: Told | BadLine) -> tuple[str, Query]:
    if isinstance(told, BadLine):
        raise told
    text = told.get("query")
    if not isinstance(text, str):
        raise BadLine("needs id and query")
    name = identity(told)
    try:
        return name, Query.parse(text)
    except QueryError as error:
        raise BadLine(f"({name}): {error}") from error


def _complain(sentence: str) -> None:
    print(f"lyhord match: {sentence}", file=sys.stderr)  # noqa: T201 -- a command speaks
