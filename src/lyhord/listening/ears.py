"""What this process listens for: every active monitor in one percolator, and what is muted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from lyhord.listening.models import Monitor, Mute, Revision, WordList
from lyhord.listening.rules.muting import Mutes
from lyhord.percolator import Percolator, Post, Query, QueryError

log = structlog.get_logger(__name__)
Lists = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Ear:
    """A monitor in the percolator. ``heard_with``: its query and the lists it uses, as they were parsed."""

    id: int
    workspace: int
    version: int
    heard_with: tuple[str, str]


@dataclass
class Ears:
    """Kept by a process and made fresh with every batch: one query when nothing has changed."""

    revision: int | None = None
    percolator: Percolator = field(default_factory=Percolator)
    monitors: dict[str, Ear] = field(default_factory=dict)
    mutes: dict[int, Mutes] = field(default_factory=dict)

    def refresh(self) -> None:
        """Take in what was changed. Four queries if anything was, else one.

        A query that cannot be understood any more (a list it needs is gone) is left out and said in the log.
        """
        number = Revision.objects.values_list("number", flat=True).first()
        if number is not None and number == self.revision:
            return
        self._take_in(_wanted())
        self.mutes = _mutes()
        self.revision = number

    def hear(self, posts: Sequence[Post], *, workspace: int | None) -> list[dict[int, dict[int, int]]]:
        """For each post: workspace → monitor → version of its query. Of ``workspace`` only, if given."""
        found: list[dict[int, dict[int, int]]] = [{} for _ in posts]
        hits = self.percolator.match(posts)
        for at, query in zip(hits.posts.tolist(), hits.queries.tolist(), strict=True):
            ear = self.monitors[hits.names[query]]
            if workspace is None or workspace == ear.workspace:
                found[at].setdefault(ear.workspace, {})[ear.id] = ear.version
        return found

    def is_muted(self, workspace: int, network: str, author_id: str, post: Post) -> bool:
        """Whether the workspace has muted the author or a site the post leads to."""
        mutes = self.mutes.get(workspace)
        return mutes is not None and mutes.hold(network, author_id, post)

    def _take_in(self, wanted: dict[str, tuple[Ear, Lists]]) -> None:
        for name in self.monitors.keys() - wanted.keys():
            self.percolator.remove(name)
            del self.monitors[name]
        for name, (ear, lists) in wanted.items():
            known = self.monitors.get(name)
            if known is None or known.heard_with != ear.heard_with:
                self._put(name, ear, lists)
            else:
                self.monitors[name] = ear

    def _put(self, name: str, ear: Ear, lists: Lists) -> None:
        try:
            self.percolator.put(name, Query.parse(ear.heard_with[0], lists))
            self.monitors[name] = ear
        except QueryError as error:
            log.warning("monitor does not listen", monitor=ear.id, reason=error.code)
            self.percolator.remove(name)
            self.monitors.pop(name, None)


def lists_by_workspace() -> dict[int, Lists]:
    """Every workspace's named lists. One query."""
    lists: dict[int, Lists] = defaultdict(dict)
    for workspace, name, entries in WordList.objects.values_list("workspace_id", "name", "entries"):
        lists[workspace][name] = entries
    return lists


def _wanted() -> dict[str, tuple[Ear, Lists]]:
    lists = lists_by_workspace()
    wanted = {}
    for number, workspace, query, version in Monitor.objects.active().values_list(
        "id", "workspace_id", "query", "version"
    ):
        of_workspace = lists.get(workspace, {})
        used = repr(sorted(of_workspace.items())) if "list" in query.casefold() else ""
        wanted[str(number)] = Ear(number, workspace, version, (query, used)), of_workspace
    return wanted


def _mutes() -> dict[int, Mutes]:
    mutes: dict[int, Mutes] = defaultdict(Mutes)
    current = Mute.objects.filter(ended_at__isnull=True)
    for workspace, *what in current.values_list("workspace_id", "kind", "network", "value"):
        mutes[workspace].add(*what)
    return dict(mutes)
