"""Who may do what: the whole of it, in one file. The page "Permissions" shows this table.

A view says in one line who may see it: ``@requires(May.EDIT_MONITORS)``, ``@signed_in`` or ``@anyone``.
A view that says nothing is refused by the middleware, and fails the tests.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.rules import Position

View = TypeVar("View", bound=Callable[..., Any])


class May(TextChoices):
    """Everything that can be permitted."""

    SEE_DEPARTMENT = "see_department", _("See the department: structure, people, opening hours")
    EDIT_DEPARTMENT = "edit_department", _("Change structure, positions, functions and opening hours")
    INVITE_PEOPLE = "invite_people", _("Invite people and end their access")
    READ_AUDIT = "read_audit", _("Read the audit trail")
    SEE_STRATEGY = "see_strategy", _("See strategy and goals")
    EDIT_STRATEGY = "edit_strategy", _("Change strategy and goals")
    PLAN_FIKA = "plan_fika", _("Plan the fika when something is reached")
    WRITE_NUMBERS = "write_numbers", _("Write down numbers that goals follow")
    EDIT_PLAN = "edit_plan", _("Change the plan: actions, resources and posting frequency")
    WORK_PLAN = "work_plan", _("Say how one's own actions are going, and have the plan in one's calendar")
    SEE_RESOURCES = "see_resources", _("See the plan's people, money and work load")
    SEE_MENTIONS = "see_mentions", _("See mentions")
    WORK_MENTIONS = "work_mentions", _("Mark, mute and sort mentions")
    EXPORT_MENTIONS = "export_mentions", _("Export mentions")
    EDIT_MONITORS = "edit_monitors", _("Make and change monitors")
    EDIT_SOURCES = "edit_sources", _("Add and remove sources")
    USE_API = "use_api", _("Make API tokens for oneself")


_P = Position
_STAFF = {_P.HEAD, _P.ANALYST, _P.COMMUNITY_MANAGER, _P.CARE_MANAGER}

MATRIX: dict[May, frozenset[Position]] = {
    May.SEE_DEPARTMENT: frozenset(_STAFF | {_P.CONTRIBUTOR, _P.VIEWER}),
    May.EDIT_DEPARTMENT: frozenset({_P.HEAD}),
    May.INVITE_PEOPLE: frozenset({_P.HEAD}),
    May.READ_AUDIT: frozenset({_P.HEAD}),
    May.SEE_STRATEGY: frozenset(_STAFF | {_P.CONTRIBUTOR, _P.AGENCY, _P.VIEWER}),
    May.EDIT_STRATEGY: frozenset({_P.HEAD}),
    May.PLAN_FIKA: frozenset(_STAFF | {_P.CONTRIBUTOR}),
    May.WRITE_NUMBERS: frozenset(_STAFF),
    May.EDIT_PLAN: frozenset({_P.HEAD}),
    May.WORK_PLAN: frozenset(_STAFF | {_P.CONTRIBUTOR, _P.AGENCY}),
    May.SEE_RESOURCES: frozenset(_STAFF | {_P.VIEWER}),
    May.SEE_MENTIONS: frozenset(_STAFF | {_P.AGENCY, _P.VIEWER}),
    May.WORK_MENTIONS: frozenset(_STAFF | {_P.AGENCY}),
    May.EXPORT_MENTIONS: frozenset(_STAFF),
    May.EDIT_MONITORS: frozenset({_P.HEAD, _P.ANALYST}),
    May.EDIT_SOURCES: frozenset({_P.HEAD, _P.ANALYST}),
    May.USE_API: frozenset(_STAFF),
}


def granted(positions: Iterable[str]) -> frozenset[May]:
    """Everything that somebody with these positions may do."""
    held = {Position(position) for position in positions}
    return frozenset(may for may, allowed in MATRIX.items() if held & allowed)


def requires(may: May) -> Callable[[View], View]:
    """Members of the workspace in the address who may do ``may``; strangers get 404, other members 403."""

    def declare(view: View) -> View:
        view.access = may  # type: ignore[attr-defined]
        return view

    return declare


def signed_in(view: View) -> View:
    """Everybody with an account."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view


def anyone(view: View) -> View:
    """Everybody, also without an account."""
    view.access = "anyone"  # type: ignore[attr-defined]
    return login_not_required(view)


def by_token(view: View) -> View:
    """An operation of the API: asks for a token itself (``api_auth.Token``), knows no session."""
    view.access = "token"  # type: ignore[attr-defined]
    return login_not_required(view)
