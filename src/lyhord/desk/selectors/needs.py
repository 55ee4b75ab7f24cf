"""What wants somebody now: the first thing one sees of the day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyhord.channels.rules import State as SourceState
from lyhord.channels.selectors import source_health
from lyhord.desk.selectors.health import Part, troubles
from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.permissions import May
from lyhord.strategy.selectors import strategy_of
from lyhord.strategy.selectors.cakes import cakes_waiting
from lyhord.strategy.selectors.plan import plan_of


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that wants a person now: what, and where to do it."""

    icon: str
    says: str
    url: str = ""
    is_bad: bool = False


def needs_of(workspace: Workspace, granted: Collection[May], *, now: datetime) -> tuple[Need, ...]:
    """What wants somebody with these rights now, the worst first. At most 13 queries."""
    found: list[Need] = []
    if May.EDIT_DEPARTMENT in granted:
        ill = [check for check in troubles(now) if check.part != Part.SOURCES]  # told below, by name
        found += [Need(icon="triangle-alert", says=check.says, is_bad=True) for check in ill]
    if May.EDIT_SOURCES in granted:
        found += _ill_sources(workspace, now)
    if May.EDIT_PLAN in granted:
        found += _plan(workspace, now)
    if May.PLAN_FIKA in granted:
        found += _cakes(workspace, now)
    if May.EDIT_DEPARTMENT in granted:
        found += _vacant_seats(workspace)
    return tuple(found)


def _ill_sources(workspace: Workspace, now: datetime) -> list[Need]:
    ill = [each for each in source_health(workspace, now) if each.state == SourceState.FAILING]
    if not ill:
        return []
    says = (
        _("%(source)s does not answer.") % {"source": ill[0].name}
        if len(ill) == 1
        else ngettext("%(n)s source does not answer.", "%(n)s sources do not answer.", len(ill))
        % {"n": len(ill)}
    )
    url = reverse("channels:sources", kwargs={"workspace": workspace.slug})
    return [Need(icon="rss", says=says, url=url, is_bad=True)]


def _vacant_seats(workspace: Workspace) -> list[Need]:
    vacant = Seat.objects.filter(workspace=workspace).vacant().count()
    if not vacant:
        return []
    says = ngettext("%(n)s position is vacant.", "%(n)s positions are vacant.", vacant) % {"n": vacant}
    url = reverse("organisation:department", kwargs={"workspace": workspace.slug})
    return [Need(icon="armchair", says=says, url=url)]


def _cakes(workspace: Workspace, now: datetime) -> list[Need]:
    """What was reached and is not celebrated yet."""
    says = {
        "plan": _("%(name)s is reached: plan the fika."),
        "hold": _("The fika for %(name)s: was there cake?"),
    }
    return [
        Need(
            icon="cake",
            says=says[cake.wants] % {"name": cake.name},
            url=reverse("strategy:cake", kwargs={"workspace": workspace.slug, "celebration": cake.id}),
        )
        for cake in cakes_waiting(workspace, now=now)
    ]


def _plan(workspace: Workspace, now: datetime) -> list[Need]:
    """What of strategy and plan waits for a decision: a review that is due, actions that slip."""
    today = now.astimezone(workspace.zone).date()
    found = []
    if strategy_of(workspace).is_review_due(today):
        url = reverse("strategy:strategy", kwargs={"workspace": workspace.slug})
        found.append(Need(icon="target", says=_("The strategy is due for a review."), url=url))
    slipping = sum(action.is_open and bool(action.slips) for action in plan_of(workspace, today=today))
    if slipping:
        says = ngettext("%(n)s action slips.", "%(n)s actions slip.", slipping) % {"n": slipping}
        url = reverse("strategy:plan", kwargs={"workspace": workspace.slug})
        found.append(Need(icon="calendar-clock", says=says, url=url))
    return found
