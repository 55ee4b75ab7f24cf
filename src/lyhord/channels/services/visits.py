"""What came of a visit to a source, and the gaps that were found."""

from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction

from lyhord.channels.contract import ChannelError
from lyhord.channels.models import Gap, Source
from lyhord.channels.rules import has_gap, wait_after_failure
from lyhord.common.sentences import gettext_noop
from lyhord.notices.services import tell_browsers
from lyhord.organisation.models import Workspace

_RNG = Random()
SILENT = gettext_noop("The network could not be reached.")


@transaction.atomic
def record_visit(
    source_id: int,
    *,
    ok: bool,
    now: datetime,
    error: ChannelError | None = None,
    next_try_at: datetime | None = None,
    memory: dict[str, Any] | None = None,
) -> datetime | None:
    """Note what came of a visit (or of a line that was open, or closed) and return when the next one is due.

    Without ``next_try_at`` a failure finds its own time, by the number of failures and what the source asked
    for. A stream that has been silent for over a minute gets a gap; the gap ends when the stream is back.
    """
    source = Source.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        return None
    was = source.failures, source.error
    source.last_try_at, source.next_try_at = now, next_try_at
    if memory is not None:
        source.memory = memory
    if ok:
        _well(source, now)
    else:
        _ill(source, error, now)
    source.save(update_fields=[
        "last_try_at", "next_try_at", "memory", "last_ok_at", "failures", "error", "error_params",
    ])  # fmt: skip
    if was != (source.failures, source.error):
        _tell(source)
    return source.next_try_at


def open_gap(source_id: int, *, from_at: datetime, reason: str) -> Gap:
    """From then on something may be missing. One open gap for each source; asking again changes nothing."""
    gap, _made = Gap.objects.get_or_create(
        source_id=source_id, to_at=None, defaults={"from_at": from_at, "reason": reason[:300]}
    )
    return gap


def close_gap(source_id: int, *, at: datetime, filled: bool) -> int:
    """The source speaks again; ``filled``: and has given us what we missed. Returns how many gaps ended."""
    gaps = Gap.objects.filter(source_id=source_id, to_at=None)
    return gaps.update(to_at=at, filled_at=at if filled else None)


def _well(source: Source, now: datetime) -> None:
    """Streams go on from their cursor: what they missed comes now; what cannot is a gap of its own."""
    close_gap(source.pk, at=now, filled=True)
    source.last_ok_at, source.failures, source.error, source.error_params = now, 0, "", {}


def _ill(source: Source, error: ChannelError | None, now: datetime) -> None:
    source.failures += 1
    source.error = error.sentence[:300] if error else ""
    source.error_params = error.params if error else {}
    if source.next_try_at is None:
        source.next_try_at = now + wait_after_failure(
            source.failures,
            is_stream=source.is_stream,
            permanent=bool(error and error.permanent),
            retry_after_s=error.retry_after_s if error else None,
            rng=_RNG,
        )
    if has_gap(is_stream=source.is_stream, last_ok_at=source.last_ok_at, now=now) and source.last_ok_at:
        open_gap(source.pk, from_at=source.last_ok_at, reason=SILENT)


def _tell(source: Source) -> None:
    """A shared stream concerns everybody."""
    ids = [source.workspace_id] if source.workspace_id else Workspace.objects.values_list("pk", flat=True)
    for workspace_id in ids:
        tell_browsers(workspace_id=workspace_id, topic="sources")
