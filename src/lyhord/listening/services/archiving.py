"""Hearing: a batch of a source becomes mentions, counts, index and cursor, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from django.db import IntegrityError, transaction
from django.db.models import Q

from lyhord.channels import authors
from lyhord.channels.contract import Batch, Event, Kind
from lyhord.channels.models import Gap, Source
from lyhord.listening.ears import Ears
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Mention
from lyhord.listening.rules.fitting import columns, fit, named
from lyhord.listening.rules.settling import Settled, drop_gone, drop_old, settle
from lyhord.listening.selectors import known
from lyhord.listening.services.forgetting import forget_heard, remember_gone, wipe
from lyhord.listening.services.heard import keep_heard
from lyhord.listening.services.storing import Found, Versions, set_hits, store
from lyhord.listening.services.upkeep import kept_up
from lyhord.notices.services import tell_browsers

_EARS = Ears()
_ALONE = Lock()  # they are this process's only ones
_TRIES = 3  # two writers on PostgreSQL may meet at one post; the second then finds it there
_CHANGES = (  # when a post is edited; who wrote it and when does not
    "url", "type", "title", "text", "author_name", "followers", "lang", "links", "version_at"
)  # fmt: skip

Finders = dict[
    str, dict[int, Versions]
]  # post → workspace → who finds it as it is now; maybe nobody any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """How many mentions a batch brought, changed and took away, over all workspaces."""

    new: int = 0
    edited: int = 0
    deleted: int = 0


class SourceGone(ListeningError):
    """The source was removed while it was being listened to."""


def archive(*, source: Source, batch: Batch, now: datetime) -> Archived:
    """Take in a batch: mentions, hits, roll-ups, index, heard posts, cursor and gap, all or nothing.

    A replay changes nothing. Some 25 statements, however many posts. Raises SourceGone.
    """
    with _ALONE:
        _EARS.refresh()  # the long part, before anybody has to wait for us
        for _ in range(_TRIES - 1):
            try:
                return _take_in(source, batch, now)
            except IntegrityError:
                continue
        return _take_in(source, batch, now)


@transaction.atomic
def _take_in(source: Source, batch: Batch, now: datetime) -> Archived:
    if not Source.objects.there().select_for_update().filter(pk=source.pk).exists():
        raise SourceGone(str(source))
    _EARS.refresh()
    return _Hearing(source, batch.network or source.network, now).take_in(batch)


@dataclass
class _Hearing:
    """One batch on its way into the tables."""

    source: Source
    network: str
    now: datetime
    told: Counter[int] = field(default_factory=Counter)  # workspace → new mentions; 0: something else changed
    gone_before: dict[str, datetime] = field(default_factory=dict)  # author → known to be gone since

    def take_in(self, batch: Batch) -> Archived:
        settled = settle(self._fitted(batch.events))
        self._drop_gone(settled)
        keys = {name: self._key(name) for name in (*settled.versions, *settled.deleted)}
        heard = known.heard_versions(keys.values())
        drop_old(settled, {name: heard[key] for name, key in keys.items() if key in heard})
        done = self._write(settled)
        keep_heard(self.source, settled, {name: keys[name] for name in settled.versions}, heard, now=self.now)
        self._forget(settled, keys)
        self._go_on(batch)
        return done

    # What is told

    def _fitted(self, events: Iterable[Event]) -> list[Event]:
        language = self.source.language
        fitted = [fit(e, arrived_at=self.now, network=self.network, language=language) for e in events]
        nameless = {e.author_id for e in fitted if e.post and e.author_id and not e.post.author}
        known_authors = authors.known(self.network, nameless) if nameless else {}
        return [_named(event, known_authors) for event in fitted]

    def _drop_gone(self, settled: Settled) -> None:
        posts = {self._key(name): name for name in settled.versions}
        people = {versions[-1].author_id for versions in settled.versions.values()} | settled.authors.keys()
        by_key = {self._author_key(author): author for author in people if author}
        gone = known.gone_since([*posts, *by_key])
        self.gone_before = {by_key[key]: at for key, at in gone.items() if key in by_key}
        drop_gone(settled, posts={posts[key] for key in gone if key in posts}, authors=self.gone_before)

    # What becomes of it

    def _write(self, settled: Settled) -> Archived:
        names = [*settled.versions, *settled.deleted]
        there = known.mentions_known(self.network, names, workspace=self.source.workspace_id)
        gone = self._gone(there, settled)
        edits = [m for m in there if _is_edited(m, settled)]
        finders = self._finders(settled)
        with kept_up({mention.pk for mention in (*gone, *edits)}) as touched:
            wipe(gone, now=self.now)
            self._edit(edits, settled, finders)
            new = store(self._new(there, settled, finders))
            touched |= {mention.pk for mention in new}
        authors.want(self.network, {m.author_id for m in new if m.author_id and not m.author})
        self.told.update({mention.workspace_id: 0 for mention in (*gone, *edits)})
        self.told.update(mention.workspace_id for mention in new)
        return Archived(new=len(new), edited=len(edits), deleted=len(gone))

    def _gone(self, there: list[Mention], settled: Settled) -> list[Mention]:
        gone = {m.pk: m for m in there if m.external_id in settled.deleted and m.deleted_at is None}
        if settled.authors:
            said = Q(pk__in=[])
            for author, event in settled.authors.items():
                said |= Q(author_id=author, version_at__lte=event.at)
            rows = Mention.objects.there().filter(said, network=self.network)
            if self.source.workspace_id is not None:
                rows = rows.filter(workspace=self.source.workspace_id)
            gone |= {mention.pk: mention for mention in rows}
        return list(gone.values())

    def _finders(self, settled: Settled) -> Finders:
        said = [(name, event) for name, versions in settled.versions.items() for event in versions]
        posts = [event.post for _, event in said if event.post]
        finders: Finders = {name: {} for name in settled.versions}
        for (name, _), heard in zip(said, _EARS.hear(posts, workspace=self.source.workspace_id), strict=True):
            finders[name] = {**{workspace: {} for workspace in finders[name]}, **heard}
        return finders

    def _edit(self, mentions: list[Mention], settled: Settled, finders: Finders) -> None:
        for mention in mentions:
            event = settled.versions[mention.external_id][-1]
            mention.edited_at = event.at
            for name, value in self._columns(event).items():
                if name in _CHANGES:
                    setattr(mention, name, value)
        Mention.objects.bulk_update(mentions, [*_CHANGES, "edited_at"], batch_size=250)
        wanted = {m.pk: finders[m.external_id].get(m.workspace_id, {}) for m in mentions}
        set_hits(wanted, among=[ear.id for ear in _EARS.monitors.values()])

    def _new(self, there: list[Mention], settled: Settled, finders: Finders) -> Iterable[Found]:
        present = {(mention.workspace_id, mention.external_id) for mention in there}
        for name, versions in settled.versions.items():
            names = name, known.gone_name(self.network, name)
            for workspace, monitors in finders[name].items():
                if not present & {(workspace, each) for each in names}:
                    yield self._as_found(versions[-1], workspace, monitors)

    def _as_found(self, event: Event, workspace: int, monitors: Versions) -> Found:
        post = event.post
        is_muted = post is not None and _EARS.is_muted(workspace, self.network, event.author_id, post)
        return Found(
            columns=self._columns(event),
            workspace_id=workspace,
            source_id=self.source.pk,
            monitors=monitors,
            is_muted=is_muted,
            is_edited=event.kind == Kind.EDITED,
        )

    # What is remembered

    def _forget(self, settled: Settled, keys: dict[str, int]) -> None:
        posts = {keys[name] for name in settled.deleted}
        gone = {self._author_key(author): event.at for author, event in settled.authors.items()}
        before = {self._author_key(author): at for author, at in self.gone_before.items()}
        later = {key: at for key, at in gone.items() if key not in before or at > before[key]}
        remember_gone(posts, later, now=self.now)
        forget_heard(posts, gone)

    def _go_on(self, batch: Batch) -> None:
        times = [event.at for event in batch.events]
        changes = {"cursor": batch.cursor, "last_ok_at": self.now}
        if times:
            changes["last_item_at"] = min(max(times), self.now)
        Source.objects.filter(pk=self.source.pk).update(**changes)
        if batch.missed:
            missed = batch.missed
            Gap.objects.get_or_create(
                source_id=self.source.pk,
                from_at=missed.from_at,
                to_at=missed.to_at,
                reason=missed.reason[:300],
            )
        for workspace, number in sorted(self.told.items()):
            tell_browsers(workspace_id=workspace, topic="mentions", count=number)

    def _columns(self, event: Event) -> dict[str, object]:
        return columns(event, arrived_at=self.now)

    def _key(self, external_id: str) -> int:
        return known.post_key(self.network, external_id, self.source.workspace_id)

    def _author_key(self, author_id: str) -> int:
        return known.author_key(self.network, author_id, self.source.workspace_id)


def _is_edited(mention: Mention, settled: Settled) -> bool:
    versions = settled.versions.get(mention.external_id)
    last = versions[-1] if versions else None
    return last is not None and last.kind == Kind.EDITED and last.at > mention.version_at


def _named(event: Event, known_authors: Mapping[str, authors.Known]) -> Event:
    author = known_authors.get(event.author_id)
    if author is None or event.post is None:
        return event
    return replace(event, post=named(event.post, author.handle, author.name, author.followers))
