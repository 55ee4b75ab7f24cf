"""Questions about calendar feeds: whose they are, and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lyhord.organisation.models import Member, Workspace
from lyhord.strategy.models import Action, Celebration, Feed, Goal, Milestone
from lyhord.strategy.rules.plan import OPEN


@dataclass(frozen=True, kw_only=True)
class FeedRow:
    """A feed as a list shows it."""

    id: int
    name: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """A day (or, with ``at``, a time) in the calendar. ``kind``: action, goal, milestone, review or cake."""

    kind: str
    key: str
    name: str
    day: date
    at: datetime | None = None
    place: str = ""
    note: str = ""
    path: tuple[str, str, int] | None = None  # view, keyword, number
    changed_at: datetime | None = None


def feeds_of(member: Member) -> tuple[FeedRow, ...]:
    """The member's feeds that work, the newest first. One query."""
    rows = Feed.objects.filter(member=member, revoked_at__isnull=True).order_by("-pk")
    return tuple(FeedRow(id=row.pk, name=row.name, created_at=row.created_at) for row in rows)


def feed_of(member: Member, feed_id: int) -> Feed | None:
    """One of the member's own. One query."""
    rows = Feed.objects.filter(member=member, revoked_at__isnull=True)
    return rows.select_related("member__workspace").filter(pk=feed_id).first()


def feed_by_digest(workspace_slug: str, digest: str) -> Feed | None:
    """The feed with this secret, while it is not ended and its owner is still here. One query."""
    rows = Feed.objects.filter(
        digest=digest,
        revoked_at__isnull=True,
        member__left_at__isnull=True,
        member__user__is_active=True,
        member__workspace__slug=workspace_slug,
    )
    return rows.select_related("member__workspace", "member__user").first()


def events_of(workspace: Workspace) -> tuple[CalendarEvent, ...]:
    """Last days of open actions, of goals and milestones that are not reached, and cakes. Four queries."""
    found = [*_actions(workspace), *_goals(workspace), *_milestones(workspace), *_cakes(workspace)]
    return tuple(sorted(found, key=lambda event: (event.day, event.key)))


def _actions(workspace: Workspace) -> Iterator[CalendarEvent]:
    rows = Action.objects.current().filter(workspace=workspace, status__in=sorted(OPEN))
    for row in rows.order_by("pk"):
        yield CalendarEvent(
            kind="action", key=f"action-{row.pk}", name=row.name, day=row.due_date, note=row.done_when,
            path=("action", "action", row.pk),
        )  # fmt: skip


def _goals(workspace: Workspace) -> Iterator[CalendarEvent]:
    rows = Goal.objects.current().filter(workspace=workspace, reached_at__isnull=True)
    for row in rows.order_by("pk"):
        yield CalendarEvent(
            kind="goal", key=f"goal-{row.pk}", name=row.name, day=row.due_date, note=row.why,
            path=("goal", "goal", row.pk),
        )  # fmt: skip


def _milestones(workspace: Workspace) -> Iterator[CalendarEvent]:
    rows = Milestone.objects.current().filter(
        goal__workspace=workspace, goal__removed_at__isnull=True,
        reached_at__isnull=True, due_date__isnull=False,
    )  # fmt: skip
    for row in rows.select_related("goal").order_by("pk"):
        if row.due_date:
            yield CalendarEvent(
                kind="milestone", key=f"milestone-{row.pk}", name=row.name, day=row.due_date,
                note=row.goal.name, path=("goal", "goal", row.goal_id),
            )  # fmt: skip


def _cakes(workspace: Workspace) -> Iterator[CalendarEvent]:
    rows = Celebration.objects.standing().filter(workspace=workspace, fika_at__isnull=False)
    for row in rows.select_related("goal", "milestone").order_by("pk"):
        if row.fika_at:
            yield CalendarEvent(
                kind="cake", key=f"cake-{row.pk}", name=row.name, day=row.fika_at.date(), at=row.fika_at,
                place=row.place, path=("goal", "goal", row.goal_id),
            )  # fmt: skip
