"""How far it is, on a terminal."""

from collections.abc import Callable
from time import monotonic
from typing import TextIO

from .reading import Source

_EVERY_S = 0.2
_WIDTH = 24


class Progress:
    """One line on ``stream`` that is drawn anew; silent when that is no terminal."""

    def __init__(self, source: Source, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._source, self._stream, self._clock = source, stream, clock
        self._is_shown = stream.isatty()
        self._start = self._drawn_at = clock()
        self._posts = 0

    def went_on(self, posts: int) -> None:
        """So many more are done."""
        self._posts += posts
        now = self._clock()
        if self._is_shown and now - self._drawn_at >= _EVERY_S:
            self._drawn_at = now
            self._stream.write(f"\r\x1b[K{self._line(now)}")
            self._stream.flush()

    def hide(self) -> None:
        """Take the line away, before something else is written."""
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _line(self, now: float) -> str:
        said = f"{self._posts:,} posts, {self._posts / (now - self._start):,.0f}/s"
        if not self._source.size_bytes:
            return said
        part = min(self._source.position_bytes() / self._source.size_bytes, 1.0)
        return f"{'█' * int(part * _WIDTH):░<{_WIDTH}} {part:4.0%}  {said}"
