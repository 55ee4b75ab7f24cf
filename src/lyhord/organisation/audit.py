"""Writing and checking the audit trail."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from lyhord.common.clock import utc_now
from lyhord.organisation.models import AuditEntry, Workspace
from lyhord.organisation.requests import Actor

_START = "0" * 64


def record(
    what: str,
    *,
    by: Actor,
    workspace: Workspace | None,
    about: models.Model | None = None,
    **details: Any,  # noqa: ANN401 -- whatever JSON holds
) -> AuditEntry:
    """Add one line, in the transaction of the change itself (outside of one it raises).

    ``what`` is package.verb, e.g. ``listening.create_monitor``; ``details`` must be JSON and hold no secrets
    and no words of third persons.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit line belongs in the transaction of its change.")
    chain = f"workspace-{workspace.pk}" if workspace else "installation"
    if workspace:  # the chain's lock: two writers at once would take the same number
        Workspace.objects.select_for_update().filter(pk=workspace.pk).values_list("pk", flat=True).get()
    last = AuditEntry.objects.filter(chain=chain).order_by("-number").first()
    entry = AuditEntry(
        workspace=workspace,
        chain=chain,
        number=last.number + 1 if last else 1,
        at=utc_now(),
        who=by.name,
        user_id_was=by.user.pk if by.user else None,
        what=what,
        kind=about._meta.model_name or "" if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        details=details,
        where=by.where,
        previous=last.digest if last else _START,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 of everything the line says and of the line before it, as hex."""
    said = [
        entry.previous, entry.chain, entry.number, entry.at.isoformat(), entry.who, entry.user_id_was,
        entry.what, entry.kind, entry.object_id, entry.details, entry.where,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_links() -> Iterator[tuple[str, int]]:
    """Chain and number of every line that was changed, or that follows a missing one."""
    before: AuditEntry | None = None
    for entry in AuditEntry.objects.order_by("chain", "number").iterator():
        first = before is None or before.chain != entry.chain
        expected = (1, _START) if first or before is None else (before.number + 1, before.digest)
        if (entry.number, entry.previous) != expected or entry.digest != digest_of(entry):
            yield entry.chain, entry.number
        before = entry
