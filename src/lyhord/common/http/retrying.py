"""How long a server wants to be left alone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SHORTEST_S, LONGEST_S = 1.0, 86_400.0


def retry_after_s(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """``Retry-After`` in seconds, both forms, between a second and a day; None when it says nothing."""
    given = headers.get("retry-after", "").strip()
    seconds = _number(given) if given else None
    if seconds is None and given:
        seconds = _until(given, now)
    return None if seconds is None else min(max(seconds, SHORTEST_S), LONGEST_S)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return None if value != value else value  # NaN


def _until(text: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
