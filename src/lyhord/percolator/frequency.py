"""How common things are: the share of posts that a word, a hashtag, a field's value is in.

The percolator looks for the rarest thing a query needs, so it must know what is rare. It ships with a list
that was counted in a free book (docs/percolator.md#frequencies); an archive's own counts are better.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate

from .indexing import index_tokens
from .post import Post

_ALSO = {
    "lang:sv": 0.4,
    "lang:en": 0.4,
    "lang:und": 0.1,
    "type:post": 0.6,
    "type:reply": 0.3,
    "has:link": 0.3,
}
_UNLISTED = {"lang": 0.02, "type": 0.05, "source": 0.2, "has": 0.1}
_RAREST = 1e-5
_LAST = "\U0010ffff"


class Frequencies:
    """Shares of posts, by index token: ``kaffe``, ``#fika``, ``@anna.se``, ``lang:sv``, ``site:svd.se``.

    Only their order of magnitude matters.
    """

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = {**_ALSO, **shares}
        self._sorted = sorted(self._shares)
        self._sums: list[float] = [0.0, *accumulate(self._shares[token] for token in self._sorted)]

    @classmethod
    def counted(cls, posts: Iterable[Post]) -> "Frequencies":
        """The shares in ``posts``, of which 10,000 or more say enough."""
        counts: Counter[str] = Counter()
        total = 0
        for post in posts:
            counts.update(index_tokens(post))
            total += 1
        return cls({token: count / total for token, count in counts.items() if count > 1})

    def listed(self) -> list[str]:
        """All tokens with a known share, in order."""
        return self._sorted

    def share(self, token: str) -> float:
        """The share of posts with ``token``; never 0."""
        found = self._shares.get(token)
        if found is None and ":" in token:
            found = _UNLISTED.get(token.partition(":")[0])
        return found or _RAREST

    def share_of_prefix(self, prefix: str) -> float:
        """The share of posts with a token that begins so, at most."""
        start, end = bisect_left(self._sorted, prefix), bisect_left(self._sorted, prefix + _LAST)
        return min(max(self._sums[end] - self._sums[start], 0.1 * 8.0 ** -len(prefix), _RAREST), 1.0)


@cache
def default_frequencies() -> Frequencies:
    """The list that is shipped: Swedish and English, 10,000 words."""
    lines = (files(__package__) / "frequencies.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    pieces = int(rows[0][1])
    return Frequencies({word: int(count) / pieces for count, *words in rows[1:] for word in words})
