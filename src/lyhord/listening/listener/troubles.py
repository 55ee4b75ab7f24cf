"""Whose fault is it that something could not be stored: the post's, or the database's?"""

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError

# https://www.sqlite.org/rescode.html (2026-11-23): too big, constraint, mismatch, out of range
_SQLITE_OF_THE_POST = {18, 19, 20, 25}
# https://www.postgresql.org/docs/current/errcodes-appendix.html (2026-11-23): cardinality, data, integrity,
# limits of the program (a text the index cannot take), raised by a trigger
_POSTGRES_OF_THE_POST = {"21", "22", "23", "54", "P0"}


def is_the_databases(error: DatabaseError | InterfaceError) -> bool:
    """Whether waiting may help: it is locked, full, away, not migrated. When in doubt, it is.

    A post may only be put aside for what the post itself has in it: on a full disk each alone fails too.
    """
    if isinstance(error, DataError | IntegrityError):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF not in _SQLITE_OF_THE_POST
    state = getattr(cause, "sqlstate", None) or ""
    return str(state)[:2] not in _POSTGRES_OF_THE_POST
