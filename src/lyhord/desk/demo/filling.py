"""The whole of Nordkaffe AB at once, and away again."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from lyhord.channels.contract import Batch, Event
from lyhord.channels.models import Source
from lyhord.channels.networks.sample.client import by_network
from lyhord.channels.services import add_source
from lyhord.desk.demo import aims, company, ears, plan
from lyhord.desk.demo.history import DAYS, history
from lyhord.listening.models import Mention
from lyhord.listening.rules import State
from lyhord.listening.services import archive, mark
from lyhord.listening.services.closing import forget_mentions
from lyhord.listening.services.marks import MOST
from lyhord.organisation import services as organisation
from lyhord.organisation.models import User, Workspace
from lyhord.organisation.requests import Actor

NAME = "Nordkaffe AB"
_BATCH = 250
_STILL_NEW, _STILL_OPEN = timedelta(hours=20), timedelta(days=5)


def sample_workspace() -> Workspace | None:
    """The sample company, when it is there."""
    return Workspace.objects.filter(is_demo=True).first()


def sample_head() -> User | None:
    """The head of the sample company, when it is there."""
    return User.objects.filter(email=f"{company.HEAD.short}@{company.DOMAIN}").first()


def fill(*, now: datetime, days: int = DAYS) -> Workspace:
    """Make the sample company as of ``now``, with ``days`` of history; when it is there already, nothing."""
    if (there := sample_workspace()) and there.founded_at:
        return there
    remove()  # half of one: the machine was switched off while it was being filled
    workspace, by = _found(now)
    source = add_source(
        workspace=workspace, by=by, network="sample", address="nordkaffe", name="Nordkaffe i repris"
    )
    _tell(source, history(now=now, zone=workspace.zone, days=days), now)
    _work_through(workspace, by, now)
    organisation.mark_founded(workspace, by=by, now=now)
    return workspace


def remove() -> bool:
    """Take the sample company away with everything in it; whether there was one."""
    workspace = sample_workspace()
    if workspace is None:
        return False
    with transaction.atomic():
        forget_mentions(workspace)
        workspace.delete()
        User.objects.filter(email__endswith=f"@{company.DOMAIN}", memberships__isnull=True).delete()
    return True


@transaction.atomic
def _found(now: datetime) -> tuple[Workspace, Actor]:
    user = company.account(company.HEAD)
    by = Actor(user=user, name=user.name, where="demo")
    workspace = organisation.create_workspace(by=by, name=NAME)
    Workspace.objects.filter(pk=workspace.pk).update(is_demo=True)
    today = now.astimezone(workspace.zone).date()
    company.settle_in(workspace, by, today=today)
    goals = aims.aim(workspace, by, today=today, now=now)
    plan.plan(workspace, by, goals, today=today, now=now)
    ears.prick_up(workspace, by, goals)
    workspace.refresh_from_db()
    return workspace, by


def _tell(source: Source, story: Iterable[Event], now: datetime) -> None:
    for network, events in by_network(story).items():
        for batch in _batches(events):
            archive(source=source, batch=Batch(events=batch, cursor="", network=network), now=now)


def _batches(events: Iterable[Event]) -> Iterator[tuple[Event, ...]]:
    stream = iter(events)
    while batch := tuple(islice(stream, _BATCH)):
        yield batch


def _work_through(workspace: Workspace, by: Actor, now: datetime) -> None:
    """The department has been at work: what is old is done, what came since yesterday is new."""
    mentions = Mention.objects.of(workspace).there()
    old = mentions.filter(created_at__lt=now - _STILL_OPEN)
    recent = mentions.filter(created_at__gte=now - _STILL_OPEN, created_at__lt=now - _STILL_NEW)
    for rows, state in ((old, State.DONE), (recent, State.READ)):
        ids = list(rows.values_list("pk", flat=True))
        for start in range(0, len(ids), MOST):
            mark(workspace=workspace, ids=ids[start : start + MOST], state=state, by=by)
