"""Making and changing monitors."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lyhord.channels import authors
from lyhord.common.clock import utc_now
from lyhord.listening.errors import ListeningError
from lyhord.listening.models import Monitor, MonitorVersion
from lyhord.listening.rules import Basis, Colour
from lyhord.listening.selectors.monitors import lists_of
from lyhord.listening.services.back_fill import back_fill
from lyhord.listening.services.revision import listen_anew
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function
from lyhord.percolator import Query
from lyhord.percolator.tree import Field, leaves
from lyhord.strategy.models import Goal

_HANDLE_NETWORK = "bluesky"  # its stream tells an author's id, not the handle


class NameTaken(ListeningError):
    """Another monitor that listens has this name."""


class ChangedMeanwhile(ListeningError):
    """Somebody else changed the monitor since it was opened."""


class NotInThisWorkspace(ListeningError):
    """A goal or function that the workspace does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorWish:
    """Everything a person decides about a monitor."""

    name: str
    query: str
    purpose: str = ""
    functions: tuple[str, ...] = ()
    goal_id: int | None = None
    basis: str = Basis.LEGITIMATE_INTEREST
    balancing_note: str = ""
    colour: str = Colour.BLUE


def create_monitor(*, workspace: Workspace, by: Actor, asked: MonitorWish, note: str = "") -> Monitor:
    """Listen for something from now on, and ask for a look at what was heard before.

    Raises QueryError when the query is none, NameTaken, NotInThisWorkspace.
    """
    query = _checked(workspace, asked)
    now = utc_now()
    place = Monitor.objects.filter(workspace=workspace).count()
    monitor = Monitor(workspace=workspace, created_by=by.user, changed_at=now, place=place)
    with transaction.atomic():
        _set(monitor, asked)
        _save(monitor)
        _keep_version(monitor, by, note)
        _follow(monitor, query)
        record("listening.create_monitor", by=by, workspace=workspace, about=monitor, name=monitor.name)
    return monitor


@transaction.atomic
def change_monitor(
    *, monitor: Monitor, by: Actor, asked: MonitorWish, note: str = "", expected_version: int | None = None
) -> Monitor:
    """Change a monitor; another query makes another version, and a new look at what was heard before.

    Raises QueryError, NameTaken, NotInThisWorkspace; ChangedMeanwhile when the version is another.
    """
    current = _locked(monitor)
    if expected_version is not None and current.version != expected_version:
        raise ChangedMeanwhile(_("Somebody has changed this monitor meanwhile. Look at it again."))
    query = _checked(current.workspace, asked)
    is_other_query = asked.query.strip() != current.query
    _set(current, asked)
    current.changed_at = utc_now()
    current.version += is_other_query
    _save(current)
    if is_other_query:
        _keep_version(current, by, note)
        _follow(current, query)
    record(
        "listening.change_monitor", by=by, workspace=current.workspace, about=current, version=current.version
    )
    return current


def restore_version(*, monitor: Monitor, number: int, by: Actor) -> Monitor:
    """Listen with an older wording again, as a new version. Raises DoesNotExist, QueryError."""
    version = MonitorVersion.objects.get(monitor=monitor, number=number)
    asked = MonitorWish(
        name=monitor.name,
        query=version.query,
        purpose=monitor.purpose,
        functions=tuple(monitor.functions),
        goal_id=monitor.goal_id,
        basis=monitor.basis,
        balancing_note=monitor.balancing_note,
        colour=monitor.colour,
    )
    note = _("As version %(number)s.") % {"number": number}
    return change_monitor(monitor=monitor, by=by, asked=asked, note=str(note))


@transaction.atomic
def stop_monitor(*, monitor: Monitor, by: Actor) -> Monitor:
    """Listen no more. What was found stays."""
    current = _locked(monitor)
    if current.is_active:
        current.stopped_at = utc_now()
        current.save(update_fields=["stopped_at"])
        listen_anew(current.workspace)
        record("listening.stop_monitor", by=by, workspace=current.workspace, about=current, name=current.name)
    return current


@transaction.atomic
def start_monitor(*, monitor: Monitor, by: Actor) -> Monitor:
    """Listen again. Raises NameTaken, QueryError (a list it uses may be gone)."""
    current = _locked(monitor)
    if not current.is_active:
        query = Query.parse(current.query, lists_of(current.workspace))
        current.stopped_at = None
        _save(current)
        _follow(current, query)
        record(
            "listening.start_monitor", by=by, workspace=current.workspace, about=current, name=current.name
        )
    return current


archive_monitor = stop_monitor


def _checked(workspace: Workspace, asked: MonitorWish) -> Query:
    if not set(asked.functions) <= set(Function.values):
        raise NotInThisWorkspace(_("There is no such function."))
    if asked.goal_id and not Goal.objects.filter(workspace=workspace, pk=asked.goal_id).exists():
        raise NotInThisWorkspace(_("There is no such goal."))
    return Query.parse(asked.query.strip(), lists_of(workspace))


def _locked(monitor: Monitor) -> Monitor:
    rows = Monitor.objects.select_for_update(of=("self",)).select_related("workspace")
    return rows.get(pk=monitor.pk, workspace=monitor.workspace_id)


def _set(monitor: Monitor, asked: MonitorWish) -> None:
    monitor.name, monitor.query, monitor.purpose = asked.name.strip(), asked.query.strip(), asked.purpose
    monitor.functions = sorted(asked.functions)
    monitor.goal_id = asked.goal_id
    monitor.basis, monitor.balancing_note = asked.basis, asked.balancing_note
    monitor.colour = asked.colour


def _save(monitor: Monitor) -> None:
    try:
        with transaction.atomic():
            monitor.save()
    except IntegrityError as error:
        others = Monitor.objects.active().filter(workspace=monitor.workspace_id, name__iexact=monitor.name)
        if not others.exclude(pk=monitor.pk).exists():
            raise
        raise NameTaken(_("There is already a monitor with this name.")) from error


def _keep_version(monitor: Monitor, by: Actor, note: str) -> None:
    MonitorVersion.objects.create(
        monitor=monitor,
        number=monitor.version,
        query=monitor.query,
        author=by.user,
        author_name=by.name,
        note=note[:300],
        at=monitor.changed_at,
    )


def _follow(monitor: Monitor, query: Query) -> None:
    """What follows when another query is live."""
    listen_anew(monitor.workspace)
    back_fill(monitor=monitor, now=monitor.changed_at)
    for leaf, _is_wanted in leaves(query.node):
        if isinstance(leaf, Field) and leaf.name == "author" and "@" not in leaf.value:
            authors.want_handle(_HANDLE_NETWORK, leaf.value)
