"""How far a query has been tried. It travels with the page, so nothing runs while nobody looks."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from django.core import signing

from lyhord.listening.selectors.stretches import Span, part_of

_SALT, _LONGEST_S = "listening.trial", 3_600
_KEPT = 50  # of the newest hits: (second, whether it is a mention, row's id)


@dataclass(slots=True)
class Trial:
    """What was found so far, and where to go on.

    ``days``: hits by day (as ordinal); ``sources``: hits by network and source's id; ``heard_hits``: hits in
    what was heard, mentions or not; from ``heard_from`` on to ``heard_to``.
    """

    heard: Span
    archive: Span
    stage: Literal["heard", "archive", "done"] = "heard"
    heard_from: float | None = None
    heard_to: float = 0.0
    seen: int = 0
    hits: int = 0
    heard_hits: int = 0
    archive_hits: int = 0
    days: dict[int, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    newest: list[tuple[int, bool, int]] = field(default_factory=list)

    def part(self) -> float:
        """How much was looked at, 0 to 1."""
        return 1.0 if self.stage == "done" else part_of(self.heard, self.archive)

    def count(self, days: Counter[int], sources: Counter[str]) -> None:
        """Add these hits: by day, and by source."""
        self.days = dict(Counter(self.days) + days)
        self.sources = dict(Counter(self.sources) + sources)

    def keep(self, hits: list[tuple[int, bool, int]]) -> None:
        """Remember these if they are among the newest."""
        self.newest = sorted([*self.newest, *hits], reverse=True)[:_KEPT]


def sealed(trial: Trial, *about: object) -> str:
    """The trial as a text that nobody else can write; good for ``about`` only, and for an hour."""
    return signing.dumps([_print(about), asdict(trial)], salt=_SALT, compress=True)


def opened(text: str, *about: object) -> Trial | None:
    """The trial in ``text``; None if it is none, is about something else, or too old."""
    try:
        whose, told = signing.loads(text, salt=_SALT, max_age=_LONGEST_S)
    except signing.BadSignature:
        return None
    return _trial(told) if whose == _print(about) else None


def _trial(told: dict[str, Any]) -> Trial:
    return Trial(
        **told
        | {
            "heard": Span(**told["heard"]),
            "archive": Span(**told["archive"]),
            "days": {int(day): hits for day, hits in told["days"].items()},
            "newest": [(second, is_mention, pk) for second, is_mention, pk in told["newest"]],
        }
    )


def _print(about: tuple[object, ...]) -> str:
    return hashlib.blake2b(repr(about).encode(errors="replace"), digest_size=12).hexdigest()
