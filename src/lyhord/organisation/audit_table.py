"""The audit trail as rows of a spreadsheet."""

import json
from collections.abc import Iterable, Iterator

from lyhord.organisation.selectors import AuditLine

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEADER = ("number", "at", "who", "what", "sentence", "where", "details")


def audit_table(lines: Iterable[AuditLine]) -> Iterator[tuple[str, ...]]:
    """Header first. No cell can be taken for a formula. Times are UTC."""
    yield HEADER
    for line in lines:
        details = json.dumps(line.details, ensure_ascii=False, sort_keys=True)
        said = (line.at.isoformat(), line.who, line.what, line.sentence, line.where, details)
        yield (str(line.number), *(harmless(text) for text in said))


def harmless(text: str) -> str:
    """A cell that begins like a formula gets an apostrophe (ASVS 1.2.10, OWASP CSV injection, 2026-11-23)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
