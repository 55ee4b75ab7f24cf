"""Unpacking an answer without ever holding more than the limit: 200 MB of nothing travel as 200 kB."""

import zlib
from collections.abc import Iterable, Iterator

from lyhord.common.http.errors import BROKEN_ANSWER, TOO_LARGE, OutgoingError

ACCEPTED = "gzip, deflate"
_STEP = 65_536


def unpacked(chunks: Iterable[bytes], encoding: str, *, limit_bytes: int, host: str) -> bytes:
    """All of ``chunks``, decoded. Raises OutgoingError as soon as more than ``limit_bytes`` have come out."""
    body = bytearray()
    for piece in _decoded(chunks, encoding.strip().lower(), host):
        body += piece
        if len(body) > limit_bytes:
            raise OutgoingError(TOO_LARGE, host=host, megabytes=max(1, limit_bytes // 1_000_000))
    return bytes(body)


def _decoded(chunks: Iterable[bytes], encoding: str, host: str) -> Iterator[bytes]:
    if encoding in {"", "identity"}:
        return iter(chunks)
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(chunks, raw_allowed=encoding == "deflate", host=host)
    raise OutgoingError(BROKEN_ANSWER, host=host)  # an encoding that we did not ask for


def _inflated(chunks: Iterable[bytes], *, raw_allowed: bool, host: str) -> Iterator[bytes]:
    inflater, first = zlib.decompressobj(zlib.MAX_WBITS | 32), True  # gzip or zlib, by its first bytes
    try:
        for chunk in filter(None, chunks):
            if (
                first and raw_allowed and chunk[0] & 0x0F != 8
            ):  # some servers send "deflate" without its frame
                inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            first = False
            yield from _steps(inflater, chunk)
        yield inflater.flush()
    except zlib.error:
        raise OutgoingError(BROKEN_ANSWER, host=host) from None
    if not first and not inflater.eof:
        raise OutgoingError(BROKEN_ANSWER, host=host)  # it ends in the middle


def _steps(inflater: "zlib._Decompress", chunk: bytes) -> Iterator[bytes]:
    while chunk and not inflater.eof:
        yield inflater.decompress(chunk, _STEP)
        chunk = inflater.unconsumed_tail
