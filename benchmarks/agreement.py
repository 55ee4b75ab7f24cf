"""Do the percolator and the slow, obvious reference agree? Millions of random pairs, full of traps.

    python benchmarks/agreement.py --pairs 1000000 --seed 7

Prints the seed; stops at the first disagreement and prints it so that it can become a test.
"""

import argparse
import random
import sys
from time import monotonic

from lyhord.percolator import Percolator, Post, Query, QueryError
from lyhord.percolator.document import document
from lyhord.percolator.reference import is_true

_WORDS = """
kaffe Kaffe KAFFE te kaf kaffet fika öl ÖL o\u0308l ol år a\u030ar h m gratis frakt ß ẞ ς Σ İ I i _x x1 K Å ﬁ
珈 琲 コ ー か\u3099 丽 \U0002f800 \U00020000 한 \u1112\u1161\u11ab שלום שָׁלוֹם قهوة नमस्ते k\u0345
❤\ufe0f ❤ 👩\u200d💻 👩 👍🏽 👍 🇸🇪 🇸 1\ufe0f\u20e3
"""
_GLUE = """
- . ' & ! ? # @ * ( ) " : / &amp; &#229; ＃ .@ HTTP:// www. :// \u0301 \u0337 \u20e3
🏽 \U000e0067 \ud800 \x00 \u00ad \u200b \u200d \ufe0f
"""
WORDS = _WORDS.split()
GLUE = [*" " * 14, "", "", "\n", "\u00a0", " #", " @", " https://svd.se/", *_GLUE.split()]
HANDLES = ["kaffe", "kaffe.se", "anna.bsky.social", "anna-b.te@mastodon.nu", "öl"]
LINKS = [
    "https://svd.se/kaffe?x=1",
    "https://www.svd.se",
    "http://xn--rksmrgs-5wao1o.se/",
    "ftp://te.se",
    "no",
]
_FIELDS = """
lang:sv lang:en source:rss source:bluesky type:reply has:link has:title has:question
followers:>=10 followers:<10 followers:=0 site:svd.se site:räksmörgås.se url:KAFFE url:"svd"
"""
FIELDS = _FIELDS.split()


class Maker:
    """Makes posts and queries of one small world."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def text(self, most: int) -> str:
        """Words, signs and traps, up to ``most`` of them."""
        pieces = []
        for _ in range(self.rng.randrange(most)):
            handle = f" @{self.rng.choice(HANDLES)}"
            pieces += [handle if self.rng.random() < 0.08 else self.rng.choice(WORDS), self.rng.choice(GLUE)]
        if self.rng.random() < 0.1:
            pieces.append("".join(chr(self.rng.randrange(0x110000)) for _ in range(5)))
        return "".join(pieces)

    def length(self) -> int:
        """Of a text, in words; one in 500 is long, one in 5,000 an article of about 100 kB."""
        chance = self.rng.random()
        return 30_000 if chance < 0.0002 else 3_000 if chance < 0.002 else 40

    def post(self) -> Post:
        """A post."""
        pick = self.rng.choice
        return Post(
            "p",
            self.text(self.length()),
            title=self.text(8) if self.rng.random() < 0.4 else "",
            author=pick(["", *HANDLES]),
            lang=pick(["sv", "en", "und"]),
            source=pick(["rss", "Bluesky"]),
            type=pick(["post", "reply"]),
            links=tuple(pick(LINKS) for _ in range(self.rng.choice([0, 0, 1, 2]))),
            followers=pick([None, 0, 10, 1000]),
        )

    def term(self) -> str:
        """A word, phrase, hashtag, handle."""
        word = self.rng.choice(WORDS)
        kinds = 4 * ["{}"] + ["{}*", "#{}", "#{}*", "{}-te", "{}&{}", "#te-{}"]
        if self.rng.random() < 0.15:
            return f"@{self.rng.choice(HANDLES)}"
        if self.rng.random() < 0.2:
            stars = (self.rng.choice(["", "", "", "*"]) for _ in range(self.rng.randint(1, 4)))
            return f'"{" ".join(self.rng.choice(WORDS) + star for star in stars)}"'
        return self.rng.choice(kinds).format(word, word)

    def terms(self) -> str:
        """One side of a NEAR."""
        if self.rng.random() < 0.7:
            return self.term()
        return f"({' OR '.join(self.term() for _ in range(self.rng.choice([2, 3, 12])))})"

    def leaf(self) -> str:
        """Anything without AND, OR and NOT."""
        chance = self.rng.random()
        if chance < 0.12:
            return f"{self.terms()} NEAR/{self.rng.randint(1, 6)}{self.rng.choice(['', 'f'])} {self.terms()}"
        if chance < 0.25:
            return self.rng.choice([*FIELDS, f"author:{self.rng.choice(HANDLES)}", f"title:{self.term()}"])
        if chance < 0.28:
            return f'raw:"{self.rng.choice([*WORDS, "H&M", "e te k", " "])}"'
        return self.term()

    def query(self, depth: int = 8) -> str:
        """A query, nested up to eight deep."""
        if depth == 0 or self.rng.random() < 0.35:
            return self.leaf()
        operator = self.rng.choice([" ", " AND ", " OR ", " OR ", " -", " NOT ", " OR NOT "])
        count = 12 if self.rng.random() < 0.03 else 2
        return f"({operator.join(self.query(depth - 2) for _ in range(count))})"

    def queries(self, count: int) -> dict[str, Query]:
        """``count`` queries that parse."""
        found: dict[str, Query] = {}
        while len(found) < count:
            try:
                found[str(len(found))] = Query.parse(self.query())
            except QueryError:
                continue
        return found


def check(maker: Maker, queries: int, posts: int) -> str:
    """Compare one round; gives the first disagreement in words, or nothing."""
    named = maker.queries(queries)
    batch = [maker.post() for _ in range(posts)]
    found = Percolator(named).match(batch).ids()
    for post, ids in zip(batch, found, strict=True):
        doc = document(post)
        expected = sorted(name for name, query in named.items() if is_true(query.node, doc))
        for name in sorted(set(ids) ^ set(expected)):
            return f"found={name in ids} expected={name in expected}\n{named[name].text!r}\n{post!r}"
    return ""


def main() -> int:
    """Compare until enough pairs agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--queries", type=int, default=200)
    given = parser.parse_args()
    print(f"seed {given.seed}")
    maker, done, start, posts = Maker(given.seed), 0, monotonic(), 100
    while done < given.pairs:
        if wrong := check(maker, given.queries, posts):
            print(f"disagreement after {done:,} pairs\n{wrong}")
            return 1
        done += given.queries * posts
        print(f"\r{done:,} pairs agree, {monotonic() - start:.0f} s", end="", file=sys.stderr)
    print(f"\n{done:,} pairs agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
