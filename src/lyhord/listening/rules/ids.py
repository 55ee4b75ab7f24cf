"""Ids that are in the order of time, and keys that stand for a name."""

import hashlib
from datetime import UTC, datetime, timedelta

SEQUENCE_BITS = 20  # of a mention's id; the seconds stand above: 51 bits together, safe in JavaScript
SEQUENCES = 1 << SEQUENCE_BITS
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # an older date is a feed's mistake
CLOCKS_DIFFER = timedelta(minutes=10)


def published_at(claimed: datetime | None, *, arrived_at: datetime) -> datetime:
    """The time of a post that we go by: what it claims, when that can be; else when it came to us."""
    if claimed is None or claimed < EARLIEST or claimed > arrived_at + CLOCKS_DIFFER:
        return arrived_at
    return claimed


def first_id(published: datetime, key: int) -> int:
    """The id a mention of that moment gets when it is free; if not, the next free one (``next_id``).

    Grows with the time, by the second; the same post always begins at the same place.
    """
    return int(published.timestamp()) << SEQUENCE_BITS | key % SEQUENCES


def next_id(taken: int) -> int:
    """Where to look after a taken id: within the same second, round and round."""
    return taken >> SEQUENCE_BITS << SEQUENCE_BITS | (taken + 1) % SEQUENCES


def lowest_id(moment: datetime) -> int:
    """Where ids of ``moment`` (a whole second) and later begin; all earlier ones are below."""
    return max(int(moment.timestamp()), 0) << SEQUENCE_BITS


def key_of(*names: str) -> int:
    """63 bits that stand for a name: for look-ups that need not keep the name itself."""
    digest = hashlib.blake2b("\0".join(names).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
