"""Queries that come and go: a large compiled base, small additions, and what was switched off.

A segment never changes. Changes go to a small fresh segment, which is compiled at the next look; a full
one is kept, and a background thread joins small segments to larger ones. What was removed or replaced is
switched off, and left out at the next joining.
"""

from collections.abc import Mapping, Sequence
from threading import Lock, Thread
from typing import NamedTuple

import numpy as np

from lyhord.percolator.frequency import Frequencies
from lyhord.percolator.query import Query

from .arrays import Flags, true_at
from .segment import Segment

FRESH = 32  # queries that are compiled anew when one of them changes, in about 2 ms
_MANY_NAMES = 1000


class Part(NamedTuple):
    """A segment, and which of its queries are switched on. Nobody changes ``is_live`` in place.

    ``offset``: where its names begin in the names of the snapshot.
    """

    segment: Segment
    is_live: Flags
    offset: int


class Snapshot(NamedTuple):
    """All queries as they were at one time. ``names`` only ever grows, at its end."""

    parts: Sequence[Part]
    names: Sequence[str]

    def __len__(self) -> int:
        return sum(len(part.segment) for part in self.parts)


class Segments:
    """The queries of a percolator. Safe to use from several threads."""

    def __init__(self, queries: Mapping[str, Query], frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._lock = Lock()
        self._kept: list[Part] = []  # oldest first
        self._names: list[str] = []
        self._fresh: dict[str, Query] = {}
        self._now: Snapshot | None = None
        self._thread: Thread | None = None
        if queries:
            self._keep(self._part(Segment.of(queries, frequencies)))

    def __len__(self) -> int:
        with self._lock:
            return len(self._fresh) + sum(int(part.is_live.sum()) for part in self._kept)

    def put(self, name: str, query: Query) -> None:
        """Add ``query``, or replace the one called ``name``."""
        with self._lock:
            self._switch_off(name)
            self._fresh[name] = query

    def remove(self, name: str) -> None:
        """Forget the query called ``name``, if there is one."""
        with self._lock:
            self._switch_off(name)

    def now(self) -> Snapshot:
        """The queries as they are now. What changes later does not change a snapshot."""
        with self._lock:
            if self._now is None:
                self._now = self._taken()
            return self._now

    def settle(self) -> None:
        """Wait until the background thread, if it is at work, has nothing more to join."""
        thread = self._thread
        if thread:
            thread.join()

    def _switch_off(self, name: str) -> None:
        self._now = None
        self._fresh.pop(name, None)
        for at, (segment, is_live, offset) in enumerate(self._kept):
            row = segment.rows_by_name.get(name)
            if row is not None and is_live[row]:
                is_live = is_live.copy()  # somebody may be matching with the other one
                is_live[row] = False
                self._kept[at] = Part(segment, is_live, offset)

    def _taken(self) -> Snapshot:
        if len(self._names) > 4 * sum(len(part.segment) for part in self._kept) + _MANY_NAMES:
            self._forget_old_names()
        parts = list(self._kept)
        if self._fresh:
            part = self._part(Segment.of(self._fresh, self._frequencies))
            parts.append(part)
            if len(self._fresh) > FRESH:
                self._fresh = {}
                self._keep(part)
        return Snapshot(parts, self._names)

    def _part(self, segment: Segment) -> Part:
        offset = len(self._names)
        self._names.extend(segment.names)
        return Part(segment, np.ones(len(segment), dtype=np.bool_), offset)

    def _keep(self, part: Part) -> None:
        self._kept.append(part)
        if self._thread is None and self._due():
            self._thread = Thread(target=self._join_what_is_due, daemon=True)
            self._thread.start()

    def _due(self) -> list[Part]:
        count = due([int(part.is_live.sum()) for part in self._kept])
        return self._kept[-count:] if count else []

    def _join_what_is_due(self) -> None:
        while True:
            with self._lock:
                parts = self._due()
                if not parts:
                    self._thread = None
                    return
            self._join(parts)

    def _join(self, parts: Sequence[Part]) -> None:
        """Put one segment in the place of ``parts``; what was switched off meanwhile stays so."""
        rows = [true_at(part.is_live) for part in parts]
        segments = [part.segment for part in parts]
        joined = Segment.joined(list(zip(segments, rows, strict=True)), self._frequencies)
        with self._lock:
            at = [part.segment for part in self._kept].index(segments[0])
            after = self._kept[at : at + len(parts)]
            is_live = np.concatenate([part.is_live[kept] for part, kept in zip(after, rows, strict=True)])
            self._kept[at : at + len(parts)] = [self._part(joined)._replace(is_live=is_live)]
            self._now = None

    def _forget_old_names(self) -> None:
        self._names = []  # a new list: older snapshots keep theirs
        self._kept = [self._part(part.segment)._replace(is_live=part.is_live) for part in self._kept]


def due(sizes: Sequence[int]) -> int:
    """How many of the newest segments to join: each that is not four times larger than all newer ones."""
    count, together = 1, sizes[-1]
    while count < len(sizes) and sizes[-count - 1] <= 4 * together:
        together += sizes[-count - 1]
        count += 1
    return count if count > 1 else 0
