"""Files as chunks of whole lines: plain, gzip, zstd, or rows of Parquet; told apart by their first bytes."""

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from typing import Any, Protocol

from .posts import FIELDS, BadLine, Told, told_in

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_READ = 1 << 20  # bytes at once, at most
_CHUNK = (
    1 << 18
)  # bytes of a file that are handed on together; what comes through a pipe is handed on at once
_ROWS = 1_024  # of Parquet
_GZIP, _ZSTD, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"


class Unreadable(Exception):
    """A file that cannot be read (further); the text says why."""


class Chunk(Protocol):
    """Some lines of a file."""

    def rows(self) -> Iterator[tuple[int, Told | BadLine]]:
        """Each line but the blank ones, counted from 1: what it tells, or what is wrong with it."""
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of JSON; ``first`` is the number of the first."""

    first: int
    text: bytes

    def rows(self) -> Iterator[tuple[int, Told | BadLine]]:
        """See ``Chunk``."""
        for number, line in enumerate(self.text.split(b"\n"), self.first):
            if line and not line.isspace():
                try:
                    yield number, told_in(line)
                except BadLine as wrong:
                    yield number, wrong


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of Parquet; ``batch`` is a ``pyarrow.RecordBatch``."""

    first: int
    batch: Any

    def rows(self) -> Iterator[tuple[int, Told | BadLine]]:
        """See ``Chunk``."""
        return enumerate(self.batch.to_pylist(), self.first)


class Source:
    """A file, or standard input (``-``). Raises Unreadable."""

    def __init__(self, path: str) -> None:
        try:
            self._raw = io.FileIO(0, closefd=False) if path == "-" else io.FileIO(path)
            self._start = io.BufferedReader(self._raw, _READ)
            about = os.fstat(self._raw.fileno())
            self._kind = self._start.peek(4)[:4]
        except OSError as error:
            raise Unreadable(f"{path}: {error.strerror}") from error
        self._name = "standard input" if path == "-" else path
        self.size_bytes = about.st_size if stat.S_ISREG(about.st_mode) else None

    def position_bytes(self) -> int:
        """How far the file is read, of ``size_bytes`` (which is None for a pipe)."""
        return self._raw.tell()

    def chunks(self) -> Iterator[Chunk]:
        """The whole file; blank lines count."""
        try:
            yield from self._rows() if self._kind == _PARQUET else self._lines()
        except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
            raise Unreadable(f"{self._name}: {error}") from error

    def _lines(self) -> Iterator[Lines]:
        plain, least = self._unpacked(), 1 if self.size_bytes is None else _CHUNK
        number, parts, size = 1, list[bytes](), 0
        while data := plain.read1(_READ):
            parts.append(data)
            size += len(data)
            if size >= least and b"\n" in data:
                text, _, rest = b"".join(parts).rpartition(b"\n")
                yield Lines(number, text)
                number += text.count(b"\n") + 1
                parts, size = [rest], len(rest)
        yield Lines(number, b"".join(parts))

    def _unpacked(self) -> "io.BufferedReader[io.FileIO] | gzip.GzipFile | zstd.ZstdFile":
        if self._kind.startswith(_GZIP):
            return gzip.GzipFile(fileobj=self._start)
        return zstd.ZstdFile(self._start) if self._kind == _ZSTD else self._start

    def _rows(self) -> Iterator[Rows]:
        if self.size_bytes is None:
            raise Unreadable(f"{self._name}: Parquet cannot come through a pipe")
        try:
            parquet = import_module("pyarrow.parquet")
        except ImportError as error:
            raise Unreadable(f"{self._name}: Parquet needs pyarrow: pip install 'lyhord[parquet]'") from error
        try:
            file = parquet.ParquetFile(self._start)
            names = _known(file.schema_arrow.names)
            for number, batch in zip(count(1, _ROWS), file.iter_batches(_ROWS, columns=names), strict=False):
                yield Rows(number, batch)
        except import_module("pyarrow").ArrowException as error:
            raise Unreadable(f"{self._name}: {error}") from error


def _known(names: Sequence[str]) -> list[str]:
    return [name for name in names if name in FIELDS or name == "query"]
