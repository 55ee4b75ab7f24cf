"""SQLite as it must be opened for its promises to hold, or PostgreSQL."""

from pathlib import Path
from typing import Any

import environ

# FULL: a committed row survives a power cut (NORMAL: 0 of 300 did, docs/architecture.md#storage).
# wal_autocheckpoint: time-ordered batches dirty many pages; 1,000 would checkpoint at almost every one.
SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA busy_timeout=20000;"
    "PRAGMA wal_autocheckpoint=8192;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-32000;"
    "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728"
)


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's description of the database: ``url`` when given, else a SQLite file in ``data``."""
    if url:
        return {**environ.Env.db_url_config(url), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "lyhord.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }
