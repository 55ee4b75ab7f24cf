"""Verbs of actions: atomic, audited. Two people who change the same action lose nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Action, ActionPart, Dependency, Goal
from lyhord.strategy.rules.plan import ActionStatus, PlanError, check_days, check_needs, check_parts

_ROW = ("name", "done_when", "goal", "owner", "start_date", "due_date", "hours", "money")
_SPENT = ("hours_spent", "money_spent", "result")


class ActionChanged(PlanError):
    """Somebody else has changed the same. ``theirs``: what now stands in each such field."""

    def __init__(self, theirs: "ActionDetails", names: tuple[str, ...]) -> None:
        super().__init__(
            _("Somebody else has changed this while you were writing. Nothing is lost: look below.")
        )
        self.theirs, self.names = theirs, names


@dataclass(frozen=True, kw_only=True)
class ActionDetails:
    """What a person says about an action. ``parts``: seat id to part; ``needs``: ids of actions."""

    name: str
    start_date: date
    due_date: date
    done_when: str = ""
    goal: Goal | None = None
    owner: Seat | None = None
    hours: Decimal = Decimal(0)
    money: Decimal = Decimal(0)
    hours_spent: Decimal = Decimal(0)
    money_spent: Decimal = Decimal(0)
    result: str = ""
    parts: Mapping[int, str] | None = None
    needs: frozenset[int] = frozenset()

    def texts(self) -> dict[str, str]:
        """Every field as a text that is the same when the field is: what a page keeps of what it showed."""
        return {field.name: _as_text(getattr(self, field.name)) for field in fields(self)}


def details_of(action: Action) -> ActionDetails:
    """What the plan says of an action today. Two queries."""
    said = {name: getattr(action, name) for name in (*_ROW, *_SPENT)}
    parts = dict(ActionPart.objects.filter(action=action).values_list("seat_id", "part"))
    needs = Dependency.objects.filter(action=action, needs__removed_at__isnull=True)
    return ActionDetails(**said, parts=parts, needs=frozenset(needs.values_list("needs_id", flat=True)))


@transaction.atomic
def add_action(*, workspace: Workspace, by: Actor, details: ActionDetails) -> Action:
    """A new action. Raises PlanError."""
    lock_workspace(workspace)
    action = Action(workspace=workspace)
    _check(action, details)
    for name in (*_ROW, *_SPENT):
        setattr(action, name, getattr(details, name))
    action.save(force_insert=True)
    _set_parts(action, details)
    _set_needs(action, details)
    record("strategy.add_action", by=by, workspace=workspace, about=action, name=action.name)
    return action


@transaction.atomic
def change_action(
    *, action: Action, by: Actor, details: ActionDetails, seen: Mapping[str, str] | None = None
) -> Action:
    """Change what differs from what was ``seen``; what others changed meanwhile stays as they left it.

    Raises PlanError; ActionChanged when both changed the same field to something else.
    """
    lock_workspace(action.workspace)
    now = Action.objects.select_related("workspace", "goal", "owner").get(pk=action.pk)
    theirs = details_of(now)
    wished = _merged(theirs, details, seen)
    changed = [name for name, text in wished.texts().items() if text != theirs.texts()[name]]
    if not changed:
        return now
    _check(now, wished)
    for name in (*_ROW, *_SPENT):
        setattr(now, name, getattr(wished, name))
    now.version += 1
    now.save(update_fields=[*_ROW, *_SPENT, "version"])
    _set_parts(now, wished)
    _set_needs(now, wished)
    before = {name: theirs.texts()[name] for name in changed}
    record(
        "strategy.change_action",
        by=by, workspace=now.workspace, about=now, name=now.name, changed=changed, before=before,
    )  # fmt: skip
    return now


@transaction.atomic
def move_action(*, action: Action, by: Actor, days: int = 0, longer: int = 0) -> Action:
    """Move it by so many days, and let it take so many more; two who do both count.

    Raises ActionEndsTooEarly.
    """
    lock_workspace(action.workspace)
    action.refresh_from_db(fields=["start_date", "due_date", "version"])
    try:
        start = action.start_date + timedelta(days=days)
        due = action.due_date + timedelta(days=days + longer)
    except OverflowError as error:
        raise PlanError(_("That day is not in any calendar.")) from error
    check_days(start, due)
    action.start_date, action.due_date, action.version = start, due, action.version + 1
    action.save(update_fields=["start_date", "due_date", "version"])
    record(
        "strategy.move_action",
        by=by, workspace=action.workspace, about=action,
        name=action.name, start=start.isoformat(), due=due.isoformat(),
    )  # fmt: skip
    return action


@transaction.atomic
def set_action_status(*, action: Action, by: Actor, status: ActionStatus, now: datetime) -> str:
    """How far it has come; returns how far it was. The same again is nothing."""
    lock_workspace(action.workspace)
    action.refresh_from_db(fields=["status", "version"])
    before = action.status
    if before == status:
        return before
    action.status, action.version = status, action.version + 1
    action.done_at = now if status == ActionStatus.DONE else None
    action.save(update_fields=["status", "done_at", "version"])
    record(
        "strategy.set_action_status",
        by=by, workspace=action.workspace, about=action, name=action.name, status=str(status), before=before,
    )  # fmt: skip
    return before


@transaction.atomic
def report_action(
    *, action: Action, by: Actor, result: str, hours_spent: Decimal, money_spent: Decimal
) -> Action:
    """What came of it, and what it took."""
    lock_workspace(action.workspace)
    action.refresh_from_db(fields=["version"])
    action.result, action.hours_spent, action.money_spent = result.strip(), hours_spent, money_spent
    action.version += 1
    action.save(update_fields=[*_SPENT, "version"])
    record("strategy.report_action", by=by, workspace=action.workspace, about=action, name=action.name)
    return action


@transaction.atomic
def remove_action(*, action: Action, by: Actor, now: datetime) -> None:
    """Take it out of the plan; ``restore_action`` brings it back. Nothing waits for it any more."""
    if Action.objects.current().filter(pk=action.pk).update(removed_at=now):
        record("strategy.remove_action", by=by, workspace=action.workspace, about=action, name=action.name)


@transaction.atomic
def restore_action(*, action: Action, by: Actor) -> None:
    """Undo ``remove_action``. Raises ActionsGoInACircle when the plan has changed so meanwhile."""
    lock_workspace(action.workspace)
    waits = Dependency.objects.filter(action=action).values_list("needs_id", flat=True)
    _check_circle(action, frozenset(waits), name=action.name)
    if Action.objects.filter(pk=action.pk, removed_at__isnull=False).update(removed_at=None):
        record("strategy.restore_action", by=by, workspace=action.workspace, about=action, name=action.name)


def _merged(theirs: ActionDetails, mine: ActionDetails, seen: Mapping[str, str] | None) -> ActionDetails:
    """Mine where I changed something, else theirs. Raises ActionChanged where both did."""
    if seen is None:
        return mine
    now, wished = theirs.texts(), mine.texts()
    touched = [name for name in wished if wished[name] != seen.get(name, now[name])]
    both = tuple(name for name in touched if now[name] not in (seen.get(name, now[name]), wished[name]))
    if both:
        raise ActionChanged(theirs, both)
    return replace(theirs, **{name: getattr(mine, name) for name in touched})


def _check(action: Action, details: ActionDetails) -> None:
    check_days(details.start_date, details.due_date)
    check_parts(details.parts or {})
    _check_circle(action, details.needs, name=details.name)


def _check_circle(action: Action, needs: frozenset[int], *, name: str) -> None:
    """The plan's own dependencies with the new ones in it must not go round."""
    if not needs:
        return
    mine = action.pk or 0
    there = Action.objects.filter(Q(removed_at__isnull=True) | Q(pk=mine), workspace=action.workspace)
    names = dict(there.values_list("pk", "name")) | {mine: name}
    edges: dict[int, frozenset[int]] = {}
    rows = Dependency.objects.filter(action__in=there, needs__in=there).exclude(action_id=mine)
    for one, other in rows.values_list("action_id", "needs_id"):
        edges[one] = edges.get(one, frozenset()) | {other}
    check_needs(names, edges | {mine: needs & names.keys()})


def _set_parts(action: Action, details: ActionDetails) -> None:
    ActionPart.objects.filter(action=action).delete()
    parts = details.parts or {}
    ours = Seat.objects.filter(workspace=action.workspace, pk__in=list(parts)).values_list("pk", flat=True)
    ActionPart.objects.bulk_create(
        ActionPart(action=action, seat_id=seat, part=parts[seat]) for seat in sorted(ours)
    )


def _set_needs(action: Action, details: ActionDetails) -> None:
    Dependency.objects.filter(action=action).exclude(needs__removed_at__isnull=False).delete()
    there = Dependency.objects.filter(action=action).values_list("needs_id", flat=True)
    ours = Action.objects.current().filter(workspace=action.workspace, pk__in=details.needs)
    wanted = ours.exclude(pk__in=list(there)).order_by("pk").values_list("pk", flat=True)
    Dependency.objects.bulk_create(Dependency(action=action, needs_id=other) for other in wanted)


def _as_text(value: Any) -> str:  # noqa: ANN401 -- whatever a field holds
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}"
        case Goal() | Seat():
            return str(value.pk)
        case frozenset():
            return ",".join(str(each) for each in sorted(value))
        case Mapping():
            return ",".join(f"{key}:{each}" for key, each in sorted(value.items()))
    return str(value).strip().replace("\r\n", "\n")
