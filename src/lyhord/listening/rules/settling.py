"""A batch of events, in the order of the stream → what each post has come to at its end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lyhord.channels.contract import Event, Kind


@dataclass(slots=True)
class Settled:
    """What a batch amounts to. Each post stands in ``versions`` or in ``deleted``, not in both.

    ``versions``: by external id what was said, oldest version first; never empty.
    ``authors``: who is gone, by the author's id. ``deleted``: posts that are gone.
    """

    versions: dict[str, list[Event]] = field(default_factory=dict)
    deleted: dict[str, Event] = field(default_factory=dict)
    authors: dict[str, Event] = field(default_factory=dict)


def settle(events: Iterable[Event]) -> Settled:
    """Fold events together, so that each post is written once.

    Of two equal tellings the first stays; an edit counts when it is later than what there is; what is deleted
    stays deleted. When an author goes, their earlier posts go; a later one means they are back.
    """
    settled = Settled()
    for event in events:
        match event.kind:
            case Kind.POSTED | Kind.EDITED:
                _said(settled, event)
            case Kind.DELETED:
                settled.versions.pop(event.external_id, None)
                settled.deleted[event.external_id] = event
            case Kind.AUTHOR_GONE if event.author_id:
                _author_gone(settled, event)
    return settled


def _said(settled: Settled, event: Event) -> None:
    gone = settled.authors.get(event.author_id)
    if event.post is None or event.external_id in settled.deleted or (gone and event.at <= gone.at):
        return
    known = settled.versions.get(event.external_id)
    if known is None:
        settled.versions[event.external_id] = [event]
    elif event.kind == Kind.EDITED and event.at > known[-1].at:
        known.append(event)


def _author_gone(settled: Settled, event: Event) -> None:
    known = settled.authors.get(event.author_id)
    if known and known.at >= event.at:
        return
    settled.authors[event.author_id] = event
    for name, versions in list(settled.versions.items()):
        if versions[-1].author_id == event.author_id and versions[-1].at <= event.at:
            del settled.versions[name]
            settled.deleted[name] = event


def drop_gone(settled: Settled, *, posts: Collection[str], authors: Mapping[str, datetime]) -> None:
    """Leave out posts that are known to be gone, and what ``authors`` said up to the time they went."""
    for name, versions in list(settled.versions.items()):
        since = authors.get(versions[-1].author_id)
        kept = [v for v in versions if since is None or v.at > since] if name not in posts else []
        _keep(settled, name, kept)


def drop_old(settled: Settled, heard: Mapping[str, datetime]) -> None:
    """Leave out versions older than what was ``heard``, and edits that were heard."""
    for name, at in heard.items():
        versions = settled.versions.get(name, [])
        _keep(settled, name, [v for v in versions if v.at > at or (v.at == at and v.kind == Kind.POSTED)])


def _keep(settled: Settled, name: str, versions: list[Event]) -> None:
    if versions:
        settled.versions[name] = versions
    else:
        settled.versions.pop(name, None)
