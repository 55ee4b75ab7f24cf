"""Does any text parse, or fail with a place, within 50 ms? Hypothesis looks for one that does not.

    python benchmarks/parsing.py --seconds 600 --seed 7

First the known traps at full length, then texts of the language's own signs and of any characters, up to
10,000 long, steered towards the slow. Times are of the processor, the best of nine when the first was too
long, since a busy machine is no fault of the parser. Prints the seed, the slowest, and what is wrong.
"""

import argparse
import random
import sys
from time import monotonic, process_time

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings, target
from hypothesis import strategies as st

from lyhord.percolator import Query, QueryError

LENGTH = 10_000
MOST_MS = {"parse": 50.0, "advice": 200.0}  # of the processor
SIGNS = """
( ) " “ ” „ - * # @ : & ; . _ / \\ AND OR NOT NEAR/ NEAR/5 NEAR/5f NEAR/0 NEAR/999999 and or lang: lang:sv
langg: site: site:svd.se url:" url:x title: title:" raw:" raw:x has:link has:x followers:>=1 followers:>
author:a list:a kaffe kaff* k* #fika @anna.se &amp; &#229; &#x1F469; &lt https:// www.
http://a.se 👩\u200d💻 👍🏽 \ufe0f \u200b \u0301 珈琲 か\u3099 שלום ﷺ \x00 \ud800 İ ß e-handel H&M AT&T 'n
\u1112\u1161\u11ab 0 ½ ² ٣ ᾳ
""".split()  # noqa: SIM905 -- a table is read more easily
PIECES = [*SIGNS, " ", "\n", "\t", "\u00a0"]
TRAPS = [
    *PIECES,
    *(f"{one} " for one in SIGNS),
    *(
        "NOT (",
        "-(",
        "a OR (",
        "(a NEAR/3 ",
        '"a b" NEAR/2 ',
        "a AND ",
        "a OR ",
        "a -b ",
        "a.b@",
        "@a.",
        "#a_",
    ),
    *(
        "lang:sv OR ",
        "langg:sv ",
        "site:a.a.",
        "followers:>=1 -",
        "title:a* ",
        "&#",
        "&#x",
        "&a",
        "&am",
        '"a* ',
    ),
    *(
        "a\u0301\u0327",
        "\u0301",
        "👩\u200d",
        "\U0001f1f8",
        "1\ufe0f\u20e3",
        "http://a ",
        "www.a",
        "a&b",
        "&&",
        "a:b ",
    ),
]
ENDS = ["", "a", '"', ")", " AND", "*"]


class Found:
    """The slowest so far, and what is wrong."""

    def __init__(self) -> None:
        self.slowest = {"parse": (0.0, ""), "advice": (0.0, "")}
        self.wrong: list[str] = []
        self.tried = 0

    def attempt(self, text: str) -> float:
        """Parse ``text``; returns milliseconds."""
        self.tried += 1
        took, query = self._timed("parse", text, lambda: Query.parse(text))
        if isinstance(query, QueryError):
            if not (0 <= query.position <= len(text) and query.length >= 1):
                self.wrong.append(f"place {query.position}+{query.length} of {len(text)}: {shown(text)}")
        elif isinstance(query, Query):
            took += self._timed("advice", text, query.advice)[0]
        return took

    def _timed(self, what, text, job):
        times, came = [], None
        for _ in range(9):
            start = process_time()
            try:
                came = job()
            except QueryError as error:
                came = error
            except Exception as error:  # any other is what we look for
                self.wrong.append(f"{what}: {type(error).__name__}: {error}: {shown(text)}")
            times.append(1000 * (process_time() - start))
            if times[-1] <= MOST_MS[what]:
                break
        self.slowest[what] = max(self.slowest[what], (min(times), text))
        if min(times) > MOST_MS[what]:
            self.wrong.append(f"{what}: {min(times):.0f} ms: {shown(text)}")
        return min(times), came


def shown(text: str) -> str:
    """The text, shortened."""
    return f"{text[:60]!r}… ({len(text)})" if len(text) > 60 else repr(text)


def traps(found: Found) -> None:
    """Each trap over and over, to the full length, with different ends; and pairs of them."""
    rng = random.Random(1)
    pairs = [rng.choice(TRAPS) + rng.choice(TRAPS) for _ in range(300)]
    for trap in [*TRAPS, *pairs]:
        for end in ENDS:
            body = trap * (LENGTH // len(trap))
            found.attempt(body[: LENGTH - len(end)] + end)
        found.attempt(" ".join([trap] * (LENGTH // (len(trap) + 1)))[:LENGTH])
    found.attempt("a" * LENGTH)
    found.attempt(" ".join(f"w{at}" for at in range(1_400)))
    found.attempt(" ".join(f"lang:a{at}" for at in range(900)))
    found.attempt(" OR ".join(f"a{at}" for at in range(1_100)))


def texts() -> st.SearchStrategy[str]:
    """Texts of up to ``LENGTH`` characters."""
    signs = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
    any_text = st.text(max_size=60)
    block = st.one_of(signs, signs, any_text)
    repeated = st.builds(lambda text, times: (text * times)[:LENGTH], block, st.integers(1, LENGTH))
    return st.lists(st.one_of(block, repeated), min_size=1, max_size=4).map(
        lambda some: "".join(some)[:LENGTH]
    )


def search(found: Found, *, seconds: float, number: int) -> None:
    """Let hypothesis look for the slow ones until the time is over."""
    end, rounds = monotonic() + seconds, 0

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.target],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(texts())
    def attempt(text):
        if monotonic() < end:
            target(found.attempt(text))

    while monotonic() < end:
        seed(number + rounds)(attempt)()
        rounds += 1
        print(f"\r{found.tried:,} texts, {len(found.wrong)} wrong", end="", file=sys.stderr)


def main() -> int:
    """Look, and say what was found."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    given_ = words.parse_args()
    print(f"seed {given_.seed}")
    found = Found()
    traps(found)
    print(f"{found.tried:,} traps, {len(found.wrong)} wrong")
    search(found, seconds=given_.seconds, number=given_.seed)
    print(f"{found.tried:,} texts, {len(found.wrong)} wrong")
    for what, (took, text) in found.slowest.items():
        print(f"slowest {what}: {took:.1f} ms: {shown(text)}")
    for line in list(dict.fromkeys(found.wrong))[:40]:
        print(line)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
