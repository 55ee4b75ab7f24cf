"""Verbs of resources and posting frequency: atomic, audited."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Cadence, Goal, Resource, ResourceMonth
from lyhord.strategy.rules.plan import PlanError, ResourceKind, check_cadence, check_resource


class CadenceTaken(PlanError):
    """The channel already has a frequency from that day on."""

    field = "from_date"


@dataclass(frozen=True, kw_only=True)
class ResourceDetails:
    """What a person says about a resource."""

    kind: ResourceKind
    name: str
    amount: Decimal
    from_date: date
    to_date: date | None = None
    came_date: date | None = None
    seat: Seat | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CadenceDetails:
    """What a person promises of a channel. ``weekdays``: Monday is 0; none means any day."""

    channel: str
    posts_per_week: int
    from_date: date
    weekdays: tuple[int, ...] = ()
    goal: Goal | None = None


@transaction.atomic
def add_resource(*, workspace: Workspace, by: Actor, details: ResourceDetails) -> Resource:
    """A new resource. Raises PlanError."""
    resource = Resource(workspace=workspace)
    _fill_resource(resource, details)
    resource.save(force_insert=True)
    record("strategy.add_resource", by=by, workspace=workspace, about=resource, name=resource.name)
    return resource


@transaction.atomic
def change_resource(*, resource: Resource, by: Actor, details: ResourceDetails) -> Resource:
    """Change a resource; what it really was stays. Raises PlanError."""
    changed = _fill_resource(resource, details)
    resource.save(update_fields=changed)
    record(
        "strategy.change_resource",
        by=by, workspace=resource.workspace, about=resource, name=resource.name, changed=changed,
    )  # fmt: skip
    return resource


@transaction.atomic
def set_resource_month(*, resource: Resource, by: Actor, month: date, amount: Decimal | None) -> None:
    """What it really was in the month of ``month``; None takes the number back."""
    first = month.replace(day=1)
    if amount is None:
        ResourceMonth.objects.filter(resource=resource, month=first).delete()
    else:
        ResourceMonth.objects.update_or_create(resource=resource, month=first, defaults={"amount": amount})
    record(
        "strategy.set_resource_month",
        by=by, workspace=resource.workspace, about=resource, name=resource.name,
        month=first.isoformat()[:7], amount=str(amount or ""),
    )  # fmt: skip


@transaction.atomic
def remove_resource(*, resource: Resource, by: Actor, now: datetime) -> None:
    """Take it out of the plan; ``restore_resource`` brings it back."""
    if Resource.objects.current().filter(pk=resource.pk).update(removed_at=now):
        record(
            "strategy.remove_resource",
            by=by, workspace=resource.workspace, about=resource, name=resource.name,
        )  # fmt: skip


@transaction.atomic
def restore_resource(*, resource: Resource, by: Actor) -> None:
    """Undo ``remove_resource``."""
    if Resource.objects.filter(pk=resource.pk, removed_at__isnull=False).update(removed_at=None):
        record(
            "strategy.restore_resource",
            by=by, workspace=resource.workspace, about=resource, name=resource.name,
        )  # fmt: skip


@transaction.atomic
def add_cadence(*, workspace: Workspace, by: Actor, details: CadenceDetails) -> Cadence:
    """A promise for a channel from a day on; it takes over from the one before. Raises PlanError."""
    lock_workspace(workspace)
    cadence = Cadence(workspace=workspace)
    _fill_cadence(cadence, details)
    cadence.save(force_insert=True)
    record("strategy.add_cadence", by=by, workspace=workspace, about=cadence, name=cadence.channel)
    return cadence


@transaction.atomic
def change_cadence(*, cadence: Cadence, by: Actor, details: CadenceDetails) -> Cadence:
    """Change a promise. Raises PlanError."""
    lock_workspace(cadence.workspace)
    _fill_cadence(cadence, details)
    cadence.save(update_fields=["channel", "posts_per_week", "weekdays", "from_date", "goal"])
    record("strategy.change_cadence", by=by, workspace=cadence.workspace, about=cadence, name=cadence.channel)
    return cadence


@transaction.atomic
def remove_cadence(*, cadence: Cadence, by: Actor, now: datetime) -> None:
    """Take the promise back; ``restore_cadence`` makes it again."""
    if Cadence.objects.current().filter(pk=cadence.pk).update(removed_at=now):
        record(
            "strategy.remove_cadence",
            by=by, workspace=cadence.workspace, about=cadence, name=cadence.channel,
        )  # fmt: skip


@transaction.atomic
def restore_cadence(*, cadence: Cadence, by: Actor) -> None:
    """Undo ``remove_cadence``. Raises CadenceTaken when another has its place by now."""
    lock_workspace(cadence.workspace)
    _check_free(cadence, cadence.channel, cadence.from_date)
    if Cadence.objects.filter(pk=cadence.pk, removed_at__isnull=False).update(removed_at=None):
        record(
            "strategy.restore_cadence",
            by=by, workspace=cadence.workspace, about=cadence, name=cadence.channel,
        )  # fmt: skip


def _fill_resource(resource: Resource, details: ResourceDetails) -> list[str]:
    check_resource(details.kind, float(details.amount), details.from_date, details.to_date)
    given = {
        "kind": details.kind, "name": details.name.strip(), "amount": details.amount,
        "from_date": details.from_date, "to_date": details.to_date, "came_date": details.came_date,
        "seat": details.seat, "note": details.note.strip(),
    }  # fmt: skip
    changed = [name for name, value in given.items() if getattr(resource, name) != value]
    for name, value in given.items():
        setattr(resource, name, value)
    return changed


def _fill_cadence(cadence: Cadence, details: CadenceDetails) -> None:
    check_cadence(details.posts_per_week, details.weekdays)
    channel = " ".join(details.channel.split())
    _check_free(cadence, channel, details.from_date)
    cadence.channel, cadence.posts_per_week = channel, details.posts_per_week
    cadence.weekdays, cadence.from_date = sorted(set(details.weekdays)), details.from_date
    cadence.goal = details.goal


def _check_free(cadence: Cadence, channel: str, from_date: date) -> None:
    others = Cadence.objects.current().filter(workspace=cadence.workspace, from_date=from_date)
    if others.filter(channel__iexact=channel).exclude(pk=cadence.pk).exists():
        raise CadenceTaken(_("This channel already has a frequency from that day on."))
