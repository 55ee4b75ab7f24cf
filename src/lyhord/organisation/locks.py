"""One at a time: locks that hold until the transaction ends.

SQLite needs none of ours: every transaction begins IMMEDIATE, so a second writer waits already.
"""

from django.db import connection, transaction

from lyhord.organisation.models import Workspace


def lock_workspace(workspace: Workspace) -> None:
    """Whoever changes what must hold for a workspace as a whole waits here for the one before."""
    Workspace.objects.select_for_update().filter(pk=workspace.pk).values_list("pk", flat=True).get()


def lock_installation(name: str) -> None:
    """The same for what concerns the whole installation, by name."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A lock holds only inside a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"lyhord {name}"])
