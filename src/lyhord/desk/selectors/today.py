"""What today's page tells. Every part asks its own few questions, and only when it is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lyhord.common.charts import Chart, Series, columns
from lyhord.common.templatetags.ui import day as short_day
from lyhord.desk.rules.today import Section
from lyhord.listening import selectors as listening
from lyhord.listening.models import Monitor
from lyhord.organisation.models import Invitation, Member, Workspace
from lyhord.strategy.selectors import GoalRow, StrategyText, goals_of, strategy_of
from lyhord.strategy.selectors.plan import ActionRow, mine_of, plan_of, seats_of

DAYS, LATEST, GOALS, MONITORS, MINE = 30, 6, 4, 6, 5


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """One of the first steps of a new department."""

    says: str
    url: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Today:
    """The parts that are shown; the others are empty."""

    steps: tuple[FirstStep, ...] = ()
    latest: tuple[listening.MentionRow, ...] = ()
    unread: str = "0"
    volume: Chart | None = None
    volume_total: int = 0
    monitors: tuple[listening.MonitorRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    strategy: StrategyText | None = None
    mine: tuple[ActionRow, ...] = ()

    @property
    def steps_done(self) -> int:
        """How many first steps are taken."""
        return sum(step.is_done for step in self.steps)


def today_of(member: Member, sections: Collection[Section], *, now: datetime) -> Today:
    """The sections that are asked for. At most 20 queries for all of them."""
    workspace = member.workspace
    today = now.astimezone(workspace.zone).date()
    parts: dict[str, object] = {}
    if Section.CHECKLIST in sections:
        parts["steps"] = _steps(workspace)
    if Section.LATEST in sections:
        parts |= _latest(workspace)
    if Section.VOLUME in sections:
        parts |= _volume(workspace, now)
    if Section.MONITORS in sections:
        parts["monitors"] = listening.monitor_list(workspace, now=now, limit=MONITORS)
    if Section.GOALS in sections:
        parts["goals"] = goals_of(workspace, today=today)[:GOALS]
    if Section.STRATEGY in sections:
        parts["strategy"] = strategy_of(workspace)
    if Section.MINE in sections:
        parts["mine"] = _mine(member, today)
    return Today(**parts)  # type: ignore[arg-type]


def _latest(workspace: Workspace) -> dict[str, object]:
    found = listening.mentions(workspace, listening.MentionFilter(state="new"), limit=LATEST)
    return {"latest": found.rows, "unread": found.total_text}


def _volume(workspace: Workspace, now: datetime) -> dict[str, object]:
    days = listening.mentions_per_day(workspace, now=now, days=DAYS)
    series = [Series(_("Mentions"), "s-1", tuple(each.hits for each in days))]
    labels = [short_day(each.day) for each in days]
    chart = columns(_("Mentions a day"), _("Day"), labels, series, is_open=True)
    return {"volume": chart, "volume_total": sum(each.hits for each in days)}


def _mine(member: Member, today: date) -> tuple[ActionRow, ...]:
    """One's own actions that want something this week, the late ones first."""
    seats = seats_of(member, today=today)
    mine = mine_of(plan_of(member.workspace, today=today, seats=seats), today=today)
    return (mine.late + mine.now)[:MINE]


def _steps(workspace: Workspace) -> tuple[FirstStep, ...]:
    """The first steps while any is left; nothing when all are taken. At most 5 queries."""

    def step(says: str, name: str, is_done: bool) -> FirstStep:
        return FirstStep(says=says, url=reverse(name, kwargs={"workspace": workspace.slug}), is_done=is_done)

    steps = (
        step(_("Found the department"), "desk:founding", workspace.founded_at is not None),
        step(_("Make a monitor"), "listening:monitors", Monitor.objects.filter(workspace=workspace).exists()),
        step(_("Write the strategy"), "strategy:strategy", strategy_of(workspace).is_written),
        step(_("Set a goal with a milestone"), "strategy:add_goal", _has_milestone(workspace)),
        step(_("Invite a colleague"), "organisation:invite", _has_colleagues(workspace)),
    )
    return () if all(each.is_done for each in steps) else steps


def _has_milestone(workspace: Workspace) -> bool:
    return workspace.goals.filter(removed_at__isnull=True, milestones__removed_at__isnull=True).exists()


def _has_colleagues(workspace: Workspace) -> bool:
    several = Member.objects.active().filter(workspace=workspace)[1:2].exists()
    return several or Invitation.objects.filter(workspace=workspace).exists()


def greeting(now: datetime, workspace: Workspace) -> str:
    """How one says hello at this hour of the company's day."""
    hour = now.astimezone(workspace.zone).hour
    if 5 <= hour < 10:
        return pgettext("greeting", "Good morning")
    return pgettext("greeting", "Good evening") if hour >= 18 else pgettext("greeting", "Hello")
