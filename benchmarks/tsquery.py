"""Does PostgreSQL's ``tsquery`` find the same, where it can be asked the same? A second opinion on meaning.

    python benchmarks/tsquery.py --queries 1000 --posts 2000

Starts the PostgreSQL of the tests. Words are cut by us (``words.py``), for its own parser drops # and @;
words, hashtags and handles become lexemes at the places of their words, NEAR/n an OR of exact distances. Left
out are queries with fields, ``title:`` and ``raw:``, which a tsvector knows nothing of, and phrases in NEAR.
"""

import argparse
import sys
from pathlib import Path

import psycopg
from world import World

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from launch.postgres import postgres

from lyhord.percolator import Percolator, Post, Query
from lyhord.percolator.normal import normalise
from lyhord.percolator.tree import And, Handle, Hashtag, Near, Node, Not, Or, Phrase, Word, as_written, leaves
from lyhord.percolator.words import Kind, tokens_of_normalised, without_links

_SIGN = {Kind.WORD: "", Kind.HASHTAG: "#", Kind.HANDLE: "@"}
_ASKABLE = (Word, Hashtag, Handle, Phrase, Near)


def vector(post: Post) -> str:
    """The text as a tsvector is written."""
    tokens = tokens_of_normalised(without_links(normalise(post.text)))
    return " ".join(f"{_quoted(_SIGN[token.kind] + token.text)}:{token.first + 1}" for token in tokens)


def written(node: Node) -> str:
    """The query as a tsquery is written."""
    match node:
        case Word() | Hashtag() | Handle():
            atom = as_written(node)
            return _quoted(atom.removesuffix("*")) + ":*" * atom.endswith("*")
        case Phrase(parts=parts):
            return "(" + " <-> ".join(map(written, parts)) + ")"
        case And(parts=parts):
            return "(" + " & ".join(map(written, parts)) + ")"
        case Or(parts=parts):
            return "(" + " | ".join(map(written, parts)) + ")"
        case Not(part=part):
            return "!" + written(part)
        case Near():
            return _near(node)
        case _:
            raise ValueError(f"a tsquery cannot ask {node}")


def _near(near: Near) -> str:
    found = []
    for left in map(written, near.left):
        for right in map(written, near.right):
            for distance in range(1, near.distance + 1):
                found.append(f"({left} <{distance}> {right})")
                found += [] if near.is_ordered else [f"({right} <{distance}> {left})"]
    return "(" + " | ".join(found) + ")"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _is_askable(query: Query) -> bool:
    found = [leaf for leaf, _ in leaves(query.node)]
    phrases = [term for leaf in found if isinstance(leaf, Near) for term in (*leaf.left, *leaf.right)]
    return all(isinstance(leaf, _ASKABLE) for leaf in found) and not any(
        isinstance(t, Phrase) for t in phrases
    )


def pairs_of_postgres(database: str, posts: list[Post], queries: dict[str, Query]) -> set[tuple[str, str]]:
    """What PostgreSQL finds."""
    with psycopg.connect(database) as line:
        line.execute("CREATE TEMP TABLE post (id text, words tsvector)")
        line.execute("CREATE TEMP TABLE query (id text, asked tsquery)")
        with line.cursor() as cursor:
            cursor.executemany("INSERT INTO post VALUES (%s, %s)", [(p.id, vector(p)) for p in posts])
            rows = [(name, written(query.node)) for name, query in queries.items()]
            cursor.executemany("INSERT INTO query VALUES (%s, %s)", rows)
        found = line.execute("SELECT post.id, query.id FROM post JOIN query ON words @@ asked").fetchall()
        return {(post, query) for post, query in found}


def main() -> int:
    """Compare and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--queries", type=int, default=1_000)
    words.add_argument("--posts", type=int, default=2_000)
    words.add_argument("--seed", type=int, default=7)
    given = words.parse_args()
    world = World(given.seed)
    asked = {name: query for name, query in world.queries(given.queries).items() if _is_askable(query)}
    posts = world.posts(given.posts)
    hits = Percolator(asked).match(posts).ids()
    ours = {(post.id, name) for post, names in zip(posts, hits, strict=True) for name in names}
    with postgres() as database:
        theirs = pairs_of_postgres(database, posts, asked)
    print(f"seed {given.seed}: {len(asked):,} of {given.queries:,} queries can be asked of both")
    print(f"{len(asked) * len(posts):,} pairs: both {len(ours & theirs):,},", end=" ")
    print(f"only the percolator {len(ours - theirs)}, only PostgreSQL {len(theirs - ours)}")
    for post, name in sorted(ours ^ theirs)[:10]:
        print(f"{asked[name].text!r}: {posts[int(post)].text!r}")
    return 1 if ours ^ theirs else 0


if __name__ == "__main__":
    sys.exit(main())
