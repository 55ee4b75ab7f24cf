"""Many standing queries against a stream of posts."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from .engine.batch import Batch, batches
from .engine.segments import Segments, Snapshot
from .engine.tokens import tokenise
from .errors import TooMuch
from .frequency import Frequencies, default_frequencies
from .hits import Hits
from .post import Post
from .query import Query

_POSTS, _FEWER_POSTS, _MANY_QUERIES = 2048, 512, 30_000  # in a batch, so that its tables stay in the cache


MAX_HITS = 1 << 25  # of one call: 256 MB


class Percolator:
    """Finds, for every post, the queries that match it.

    Queries come and go at any time, from any thread; a change is live at the next ``match``, and costs a few
    milliseconds however many queries there are. ``frequencies``: how common things are in the archive;
    without it, what is shipped.
    """

    def __init__(
        self, queries: Mapping[str, Query] | None = None, *, frequencies: Frequencies | None = None
    ) -> None:
        self._segments = Segments(queries or {}, frequencies or default_frequencies())

    def __len__(self) -> int:
        return len(self._segments)

    def put(self, name: str, query: Query) -> None:
        """Add ``query``, or replace the one called ``name``."""
        self._segments.put(name, query)

    def remove(self, name: str) -> None:
        """Forget the query called ``name``, if there is one."""
        self._segments.remove(name)

    def match(self, posts: Sequence[Post]) -> Hits:
        """The pairs of post and query that match, in the order of ``posts``.

        Raises TooMuch for more than ``MAX_HITS`` pairs, and for a post of more than four million characters.
        """
        now, count = self._segments.now(), 0
        at_once = _POSTS if len(now) < _MANY_QUERIES else _FEWER_POSTS
        found = [np.empty((2, 0), dtype=np.int32)]
        for start, batch in batches(posts, at_once=at_once):
            found.append(_matched(now, batch, start))
            count += found[-1].shape[1]
            if count > MAX_HITS:
                raise TooMuch(f"More than {MAX_HITS:,} hits. Match fewer posts at once.")
        pairs = np.concatenate(found, axis=1)
        return Hits(pairs[0], pairs[1], now.names, len(posts))

    def candidates(self, posts: Sequence[Post]) -> int:
        """How many pairs of post and query ``match`` looks at more closely: what cost grows with."""
        count = 0
        for _, batch in batches(posts, at_once=_POSTS):
            tokens = tokenise(batch)
            count += sum(part.segment.candidates(batch, tokens) for part in self._segments.now().parts)
        return count

    def settle(self) -> None:
        """Wait until the background thread, if it is at work, has joined what it is joining."""
        self._segments.settle()


def _matched(now: Snapshot, batch: Batch, start: int) -> npt.NDArray[np.int32]:
    """Two rows: posts, counted from ``start`` on, and the queries that match them, through all segments."""
    tokens = tokenise(batch)
    found = [np.empty((2, 0), dtype=np.int32)]
    for segment, is_live, offset in now.parts:
        pairs = segment.find(batch, tokens, is_live)
        found.append(np.stack([pairs.posts + start, pairs.queries + offset]).astype(np.int32))
    if len(found) == 2:
        return found[1]
    together = np.concatenate(found, axis=1)
    return together[:, np.argsort(together[0], kind="stable")]
