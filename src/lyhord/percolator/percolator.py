"""Many standing queries against a stream of posts."""

from collections.abc import Mapping, Sequence
from itertools import chain
from threading import Lock, Thread

import numpy as np
import numpy.typing as npt

from .engine.batch import Batch, batches
from .engine.segment import Segment
from .engine.tokens import tokenise
from .frequency import Frequencies, default_frequencies
from .hits import Hits
from .post import Post
from .query import Query

FRESH = 100  # queries that are compiled anew when one of them changes, in about 5 ms
_POSTS, _FEWER_POSTS, _MANY_QUERIES = 2048, 512, 30_000  # in a batch, so that its tables stay in the cache


class Percolator:
    """Finds, for every post, the queries that match it.

    Queries come and go at any time, from any thread; a change is live at the next ``match``. Inside, compiled
    queries stand in segments that never change, but for queries being switched off. Changes go to a small
    fresh segment; a full one is kept, and a background thread joins small segments to larger ones.
    """

    def __init__(
        self, queries: Mapping[str, Query] | None = None, *, frequencies: Frequencies | None = None
    ) -> None:
        self._frequencies = frequencies or default_frequencies()
        self._lock = Lock()
        self._segments: list[Segment] = []  # oldest first
        self._places: dict[str, tuple[Segment, int]] = {}
        self._fresh: dict[str, Query] = {}
        self._fresh_segment: Segment | None = None
        self._thread: Thread | None = None
        if queries:
            self._keep(Segment.of(queries, self._frequencies))

    def __len__(self) -> int:
        return len(self._places) + len(self._fresh)

    def put(self, name: str, query: Query) -> None:
        """Add ``query``, or replace the one called ``name``."""
        with self._lock:
            self._forget(name)
            self._fresh[name] = query
            self._fresh_segment = None

    def remove(self, name: str) -> None:
        """Forget the query called ``name``, if there is one."""
        with self._lock:
            self._forget(name)

    def match(self, posts: Sequence[Post]) -> Hits:
        """The pairs of post and query that match, in the order of ``posts``."""
        with self._lock:
            segments = self._current()
        names = tuple(chain.from_iterable(segment.names for segment in segments))
        at_once = _POSTS if len(names) < _MANY_QUERIES else _FEWER_POSTS
        found = [_matched(segments, batch, start) for start, batch in batches(posts, at_once=at_once)]
        pairs = np.concatenate(found, axis=1) if found else np.empty((2, 0), dtype=np.int32)
        return Hits(pairs[0], pairs[1], names, len(posts))

    def candidates(self, posts: Sequence[Post]) -> int:
        """How many pairs of post and query ``match`` looks at more closely: what cost grows with."""
        with self._lock:
            segments = self._current()
        count = 0
        for _, batch in batches(posts, at_once=_POSTS):
            tokens = tokenise(batch)
            count += sum(segment.candidates(batch, tokens) for segment in segments)
        return count

    def settle(self) -> None:
        """Wait until the background thread, if it is at work, has joined what it is joining."""
        thread = self._thread
        if thread:
            thread.join()

    def _forget(self, name: str) -> None:
        if self._fresh.pop(name, None):
            self._fresh_segment = None
        if place := self._places.pop(name, None):
            segment, row = place
            segment.is_live[row] = False

    def _current(self) -> list[Segment]:
        """The segments as they are now, with the fresh one compiled."""
        if self._fresh and self._fresh_segment is None:
            self._fresh_segment = Segment.of(self._fresh, self._frequencies)
        if self._fresh_segment and len(self._fresh) > FRESH:
            self._keep(self._fresh_segment)
            self._fresh, self._fresh_segment = {}, None
        return self._segments + ([self._fresh_segment] if self._fresh_segment else [])

    def _keep(self, segment: Segment) -> None:
        self._segments = [*self._segments, segment]
        self._places |= {name: (segment, row) for row, name in enumerate(segment.names)}
        count = due([len(segment) for segment in self._segments])
        if count and not (self._thread and self._thread.is_alive()):
            self._thread = Thread(target=self._join, args=(self._segments[-count:],), daemon=True)
            self._thread.start()

    def _join(self, parts: list[Segment]) -> None:
        """Put one segment in the place of ``parts``; queries that were switched off meanwhile stay so."""
        joined = Segment.joined(parts, self._frequencies)
        with self._lock:
            for row, name in enumerate(joined.names):
                place = self._places.get(name)
                joined.is_live[row] = place is not None and place[0] in parts
                if joined.is_live[row]:
                    self._places[name] = (joined, row)
            at = self._segments.index(parts[0])
            self._segments = [*self._segments[:at], joined, *self._segments[at + len(parts) :]]


def due(sizes: Sequence[int]) -> int:
    """How many of the newest segments to join: each that is not four times larger than all newer ones."""
    count, together = 1, sizes[-1]
    while count < len(sizes) and sizes[-count - 1] <= 4 * together:
        together += sizes[-count - 1]
        count += 1
    return count if count > 1 else 0


def _matched(segments: Sequence[Segment], batch: Batch, start: int) -> npt.NDArray[np.int32]:
    """Two rows: posts, counted from ``start`` on, and the queries that match them, through all segments."""
    tokens = tokenise(batch)
    found, behind = [np.empty((2, 0), dtype=np.intp)], 0
    for segment in segments:
        pairs = segment.find(batch, tokens)
        found.append(np.stack([pairs.posts + start, pairs.queries + behind]))
        behind += len(segment)
    together = np.concatenate(found, axis=1).astype(np.int32)
    return together[:, np.argsort(together[0], kind="stable")]
