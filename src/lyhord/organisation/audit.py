"""Writing and checking the audit trail."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from lyhord.common.clock import utc_now
from lyhord.organisation.models import AuditChain, AuditEntry, Workspace
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
    chain = _locked(workspace)
    entry = AuditEntry(
        workspace=workspace,
        chain=chain.name,
        number=chain.number + 1,
        at=utc_now(),
        who=by.name,
        user_id_was=by.user.pk if by.user else None,
        what=what,
        kind=about._meta.model_name or "" if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        details=details,
        where=by.where,
        previous=chain.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    AuditChain.objects.filter(pk=chain.pk).update(number=entry.number, digest=entry.digest)
    return entry


def _locked(workspace: Workspace | None) -> AuditChain:
    """The chain, ours until the transaction ends: two writers at once would take the same number.

    The workspace first, as ``locks.lock_workspace`` does, so that nobody waits in a circle.
    """
    name = f"workspace-{workspace.pk}" if workspace else "installation"
    if workspace:
        Workspace.objects.select_for_update().filter(pk=workspace.pk).values_list("pk", flat=True).get()
    fresh = {"workspace": workspace, "digest": _START}
    return AuditChain.objects.select_for_update().get_or_create(name=name, defaults=fresh)[0]


def digest_of(entry: AuditEntry) -> str:
    """SHA-256 of everything the line says and of the line before it, as hex."""
    said = [
        entry.previous, entry.chain, entry.number, entry.at.isoformat(), entry.who, entry.user_id_was,
        entry.what, entry.kind, entry.object_id, entry.details, entry.where,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_links() -> Iterator[tuple[str, int]]:
    """Chain and number of every line that was changed, follows a missing one, or is missing at the end."""
    ends = dict(AuditChain.objects.values_list("name", "number"))
    before: AuditEntry | None = None
    for entry in AuditEntry.objects.order_by("chain", "number").iterator():
        if before and before.chain != entry.chain:
            yield from _wrong_end(before, ends)
            before = None
        expected = (before.number + 1, before.digest) if before else (1, _START)
        if (entry.number, entry.previous) != expected or entry.digest != digest_of(entry):
            yield entry.chain, entry.number
        before = entry
    if before:
        yield from _wrong_end(before, ends)
    yield from ((name, 1) for name, number in sorted(ends.items()) if number)


def _wrong_end(last: AuditEntry, ends: dict[str, int]) -> Iterator[tuple[str, int]]:
    """The first line that is too few or too many. Takes the chain out of ``ends``."""
    expected = ends.pop(last.chain, 0)
    if last.number != expected:
        yield last.chain, min(last.number, expected) + 1
