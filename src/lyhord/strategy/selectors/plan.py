"""Questions about actions: the plan, one's own part in it, and why anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q
from django.utils.functional import Promise

from lyhord.organisation.models import Member, Seat, Workspace
from lyhord.strategy.models import Action, ActionPart, Dependency
from lyhord.strategy.models.plan import ActionQuerySet
from lyhord.strategy.rules.plan import OPEN, ActionStatus, Part, Slip, Standing, slips_of

BADGES = {
    ActionStatus.PLANNED: "badge-quiet",
    ActionStatus.DOING: "badge-info",
    ActionStatus.DONE: "badge-ok",
    ActionStatus.DROPPED: "badge-quiet",
}
WORKERS = frozenset({Part.RESPONSIBLE, Part.ACCOUNTABLE})
_RECENTLY = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """Who has what to do with an action."""

    part: Part
    who: str
    seat_id: int

    @property
    def label(self) -> str:
        """The part in words."""
        return str(self.part.label)


@dataclass(frozen=True, kw_only=True)
class WaitRow:
    """An action that this one waits for."""

    id: int
    name: str
    due_date: date
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """An action as every page of the plan shows it."""

    id: int
    name: str
    done_when: str
    goal_id: int | None
    goal: str
    owner: str
    initials: str
    owner_id: int | None
    start_date: date
    due_date: date
    hours: Decimal
    money: Decimal
    hours_spent: Decimal
    money_spent: Decimal
    status: ActionStatus
    result: str
    version: int
    done_at: datetime | None
    slips: tuple[Slip, ...]
    parts: tuple[PartRow, ...]
    waits: tuple[WaitRow, ...]
    my_part: str | Promise
    is_my_work: bool
    today: date

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(self.status.label)

    @property
    def status_badge(self) -> str:
        """Its colour, which never speaks alone."""
        return BADGES[self.status]

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.status in OPEN

    @property
    def is_done(self) -> bool:
        """Done, not dropped."""
        return self.status == ActionStatus.DONE

    @property
    def slip_labels(self) -> tuple[str, ...]:
        """What is not as planned, in words."""
        return tuple(str(slip.label) for slip in self.slips)

    @property
    def is_late(self) -> bool:
        """Open after its last day."""
        return Slip.LATE in self.slips

    @property
    def days(self) -> int:
        """How long it takes, both ends included."""
        return (self.due_date - self.start_date).days + 1

    @property
    def days_left(self) -> int:
        """Until the last day; negative when it is over."""
        return (self.due_date - self.today).days

    @property
    def waits_open(self) -> tuple[WaitRow, ...]:
        """What it still waits for."""
        return tuple(wait for wait in self.waits if wait.is_open)


@dataclass(frozen=True, kw_only=True)
class PlanFilter:
    """What of the plan is asked for: nothing said is all of it."""

    goal: int | None = None
    who: int | None = None  # a seat
    status: str = ""
    slips: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.goal or self.who or self.status or self.slips)

    def keeps(self, row: ActionRow) -> bool:
        """Whether ``row`` is asked for."""
        wanted = (
            self.goal is None or row.goal_id == self.goal,
            self.who is None or row.owner_id == self.who,
            not self.status or row.status == self.status,
            not self.slips or bool(row.slips),
        )
        return all(wanted)


@dataclass(frozen=True, kw_only=True)
class PlanGroup:
    """The actions for one goal; with no ``goal_id`` those that serve none."""

    goal_id: int | None
    goal: str
    actions: tuple[ActionRow, ...]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(action.is_done for action in self.actions)


@dataclass(frozen=True, kw_only=True)
class MyActions:
    """One's own actions by how soon they want something."""

    late: tuple[ActionRow, ...]
    now: tuple[ActionRow, ...]
    later: tuple[ActionRow, ...]
    told: tuple[ActionRow, ...]
    done: tuple[ActionRow, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.late or self.now or self.later or self.told or self.done)


def plan_of(
    workspace: Workspace,
    *,
    today: date,
    seats: frozenset[int] = frozenset(),
    wanted: PlanFilter | None = None,
) -> tuple[ActionRow, ...]:
    """The actions, open ones first, the first due first. ``seats``: one's own. Three queries."""
    rows = (_row(action, today, seats) for action in _actions(workspace))
    kept = (row for row in rows if wanted is None or wanted.keeps(row))
    return tuple(sorted(kept, key=lambda row: (not row.is_open, row.due_date, row.start_date, row.id)))


def action_row(
    workspace: Workspace, action_id: int, *, today: date, seats: frozenset[int] = frozenset()
) -> ActionRow | None:
    """One of them, unless it has been removed. Three queries."""
    found = _actions(workspace).filter(pk=action_id).first()
    return _row(found, today, seats) if found else None


def find_action(workspace: Workspace, action_id: int) -> Action | None:
    """The action itself. One query."""
    mine = Action.objects.current().filter(workspace=workspace)
    return mine.select_related("workspace", "goal", "owner").filter(pk=action_id).first()


def removed_action(workspace: Workspace, action_id: int) -> Action | None:
    """An action that was removed and can come back. One query."""
    gone = Action.objects.filter(workspace=workspace, removed_at__isnull=False)
    return gone.select_related("workspace").filter(pk=action_id).first()


def waiting_for(workspace: Workspace, action_id: int) -> tuple[WaitRow, ...]:
    """The actions that wait for this one. One query."""
    rows = Dependency.objects.filter(
        needs_id=action_id, action__workspace=workspace, action__removed_at__isnull=True
    ).select_related("action")
    return tuple(_wait(row.action) for row in rows.order_by("action__start_date"))


def seats_of(member: Member, *, today: date) -> frozenset[int]:
    """The seats that somebody holds or stands in on today. One query."""
    stands_in = Q(covers__stand_in=member, covers__from_date__lte=today, covers__to_date__gte=today)
    mine = Seat.objects.on(today).filter(Q(holder=member) | stands_in, workspace=member.workspace)
    return frozenset(mine.values_list("pk", flat=True))


def by_goal(rows: Iterable[ActionRow]) -> tuple[PlanGroup, ...]:
    """The same actions under their goals, in the order in which the goals first come; without a goal last."""
    groups: dict[tuple[int | None, str], list[ActionRow]] = {}
    for row in rows:
        groups.setdefault((row.goal_id, row.goal), []).append(row)
    made = [PlanGroup(goal_id=pk, goal=name, actions=tuple(each)) for (pk, name), each in groups.items()]
    return tuple(sorted(made, key=lambda group: group.goal_id is None))


def mine_of(rows: Iterable[ActionRow], *, today: date) -> MyActions:
    """One's own actions: late, this week (or already begun), later, only told or asked, done of late."""
    mine = [row for row in rows if row.my_part]
    work = [row for row in mine if row.is_my_work and row.is_open]
    end_of_week = today + timedelta(days=6 - today.weekday())
    soon = [row for row in work if not row.is_late and _wants_something(row, end_of_week)]
    return MyActions(
        late=tuple(row for row in work if row.is_late),
        now=tuple(soon),
        later=tuple(row for row in work if not row.is_late and row not in soon),
        told=tuple(row for row in mine if not row.is_my_work and row.is_open),
        done=tuple(row for row in mine if row.is_done and _recently(row, today)),
    )


def _wants_something(row: ActionRow, end_of_week: date) -> bool:
    return row.status == ActionStatus.DOING or row.start_date <= end_of_week


def _recently(row: ActionRow, today: date) -> bool:
    return bool(row.done_at and row.done_at.date() >= today - _RECENTLY)


def _actions(workspace: Workspace) -> ActionQuerySet:
    parts = Prefetch("parts", ActionPart.objects.select_related("seat__holder__user").order_by("pk"))
    waits = Prefetch(
        "waits",
        Dependency.objects.filter(needs__removed_at__isnull=True).select_related("needs").order_by("pk"),
    )
    mine = Action.objects.current().filter(workspace=workspace)
    return mine.select_related("goal", "owner__holder__user").prefetch_related(parts, waits)


def _row(action: Action, today: date, seats: frozenset[int]) -> ActionRow:
    parts = tuple(
        PartRow(part=Part(each.part), who=name_of(each.seat), seat_id=each.seat_id)
        for each in action.parts.all()
    )
    waits = tuple(_wait(each.needs) for each in action.waits.all())
    goal = action.goal if action.goal and action.goal.removed_at is None else None
    mine = {part.part for part in parts if part.seat_id in seats}
    is_owner = action.owner_id in seats
    return ActionRow(
        id=action.pk,
        name=action.name,
        done_when=action.done_when,
        goal_id=goal.pk if goal else None,
        goal=goal.name if goal else "",
        owner=name_of(action.owner),
        initials=initials_of(action.owner),
        owner_id=action.owner_id,
        start_date=action.start_date,
        due_date=action.due_date,
        hours=action.hours,
        money=action.money,
        hours_spent=action.hours_spent,
        money_spent=action.money_spent,
        status=ActionStatus(action.status),
        result=action.result,
        version=action.version,
        done_at=action.done_at,
        slips=_slips(action, waits, today),
        parts=parts,
        waits=waits,
        my_part=_my_part(is_owner, mine),
        is_my_work=is_owner or bool(mine & WORKERS),
        today=today,
    )


def _slips(action: Action, waits: tuple[WaitRow, ...], today: date) -> tuple[Slip, ...]:
    standing = Standing(
        status=action.status,
        start=action.start_date,
        due=action.due_date,
        has_owner=action.owner is not None and action.owner.holder_id is not None,
        has_measure=bool(action.done_when),
        needs_due=tuple(wait.due_date for wait in waits if wait.is_open),
    )
    return slips_of(standing, today)


def _my_part(is_owner: bool, mine: set[Part]) -> str | Promise:
    if is_owner:
        return Part.RESPONSIBLE.label
    return next((part.label for part in Part if part in mine), "")


def _wait(action: Action) -> WaitRow:
    is_open = action.status in OPEN
    return WaitRow(id=action.pk, name=action.name, due_date=action.due_date, is_open=is_open)


def name_of(seat: Seat | None) -> str:
    """The person on the seat, else the vacant position's name, else nobody."""
    if seat is None:
        return ""
    return str(seat.holder or seat.get_position_display())


def initials_of(seat: Seat | None) -> str:
    """At most two letters of the person; nothing for a vacant seat."""
    return seat.holder.user.initials if seat and seat.holder else ""
