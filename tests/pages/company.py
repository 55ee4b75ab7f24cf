"""The company that the pages show: the sample company, and examples of what it has none of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from conftest import Person
from django.apps import apps
from django.test import Client

from lyhord.common.clock import utc_now
from lyhord.desk import demo
from lyhord.desk.rules.steps import Step
from lyhord.organisation import services as organisation
from lyhord.organisation.models import Member, Seat, Workspace
from lyhord.strategy.models import Celebration
from lyhord.strategy.services.plan_feeds import make_feed

DAYS = 5  # of history: enough for every page, quick to make


@dataclass(frozen=True)
class Company:
    """The people by position, and values for what addresses ask for, where it is not a row's number."""

    people: dict[str, Person]
    special: dict[str, Sequence[object]]

    @property
    def head(self) -> Person:
        return self.people["head"]

    def examples(self, address: str, want: str) -> Sequence[object]:
        """Values for the gap ``want`` of an address: given, or the first row of the model of that name."""
        return self.special.get(f"{address} {want}") or self.special.get(want) or [_first_row(want)]


def furnish() -> Company:
    """Make it all, in the database."""
    now = utc_now()
    workspace = demo.fill(now=now, days=DAYS)
    people = _people(workspace)
    head = people["head"]
    invitation = organisation.invite(
        workspace, by=head.actor, email="ny@nordkaffe.example", positions=["analyst"], now=now
    )
    organisation.set_cover(
        Seat.objects.get(workspace=workspace, position="analyst"),
        by=head.actor,
        stand_in=people["care_manager"].member,
        from_date=now.date(),
        to_date=now.date() + timedelta(days=7),
    )
    organisation.add_closed_day(workspace, by=head.actor, day=now.date() + timedelta(days=9), name="Lager")
    organisation.make_token(head.member, by=head.actor, name="Rapporten", scope="read", expires_at=None)
    Celebration.objects.filter(workspace=workspace).update(fika_at=now + timedelta(days=2), place="Köket")
    _feed, secret = make_feed(member=head.member, by=head.actor, name="Min kalender")
    link = organisation.invitation_link(invitation)
    by_link = {f"{name} token": [_token(link)] for name in _BY_LINK}
    special = {"workspace": [workspace.slug], "desk:question step": Step.values, "secret": [secret]}
    return Company(people, special | by_link)


_BY_LINK = ("organisation:invited", "organisation:join_as_new", "organisation:join_as_oneself")
_NAMED_OTHERWISE = {
    "day": "closedday",
    "list": "wordlist",
    "session": "usersession",
    "token": "apitoken",
    "view": "savedview",
}


def _token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def _people(workspace: Workspace) -> dict[str, Person]:
    held = Seat.objects.filter(workspace=workspace, holder__isnull=False).select_related("holder__user")
    return {seat.position: _signed_in(seat.holder) for seat in held}


def _signed_in(member: Member) -> Person:
    browser = Client()
    browser.force_login(member.user)
    return Person(member.user, member, browser)


def _first_row(want: str) -> object:
    """The key of the first row, or 1: what only takes POST needs no row, and a page without one is a 404."""
    name = want.removesuffix("_id")
    name = _NAMED_OTHERWISE.get(name, name)
    models = [model for model in apps.get_models() if model._meta.model_name == name]
    row = models[0]._default_manager.order_by("pk").first() if models else None
    return row.pk if row else 1
