"""Writing the strategy, and keeping every version of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.common.clock import utc_now
from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Strategy, StrategyRevision
from lyhord.strategy.rules import StrategyError
from lyhord.strategy.rules.revising import TEXTS, needs_lesson


class StrategyChanged(StrategyError):
    """Somebody else has written since one began to."""


class NothingLearned(StrategyError):
    """A strategy is changed for a reason."""


@transaction.atomic
def write_strategy(
    *,
    workspace: Workspace,
    by: Actor,
    want: str,
    way: str,
    learned: str | None = None,
    seen_version: int | None = None,
    **more: str | date | None,
) -> Strategy:
    """Put down what we want and how we get there; every version is kept.

    ``more``: audience, not_doing and review_date; what is not named stays. ``seen_version`` is the one that
    the writer began from: raises StrategyChanged when there is a newer. ``learned`` is why; with None nobody
    was asked, else raises NothingLearned when it is empty and the department is at work.
    """
    strategy = _locked(workspace)
    if seen_version is not None and seen_version != strategy.version:
        raise StrategyChanged(_("Somebody else has changed the strategy since you began. Nothing is lost."))
    given = {"want": want, "way": way, **more}
    said = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    is_new = any(getattr(strategy, name) != said[name] for name in TEXTS if name in said)
    if is_new and learned is not None and not learned.strip() and needs_lesson(strategy, workspace):
        raise NothingLearned(_("Say what you learned that makes you change the strategy."))
    for name, value in said.items():
        setattr(strategy, name, value)
    strategy.version += 1
    strategy.save(update_fields=[*said, "version", "updated_at"])
    if is_new or (learned or "").strip() or strategy.version == 1:
        _keep(strategy, by=by, learned=(learned or "").strip(), now=utc_now())
    texts = {name: said[name] for name in ("want", "way")}
    record("strategy.write_strategy", by=by, workspace=workspace, about=strategy, **texts)
    return strategy


def _locked(workspace: Workspace) -> Strategy:
    """The workspace's strategy, held so that two writers come one after the other."""
    Strategy.objects.get_or_create(workspace=workspace)
    return Strategy.objects.select_for_update().get(workspace=workspace)


def _keep(strategy: Strategy, *, by: Actor, learned: str, now: datetime) -> None:
    """A version of its own; while the department is being founded, the first one is still being written."""
    last = strategy.revisions.order_by("-number").first()
    texts = {name: getattr(strategy, name) for name in TEXTS}
    if last and strategy.workspace.founded_at is None:
        StrategyRevision.objects.filter(pk=last.pk).update(**texts, learned=learned, who=by.name, at=now)
        return
    number = last.number + 1 if last else 1
    StrategyRevision.objects.create(
        strategy=strategy, number=number, learned=learned, who=by.name, at=now, **texts
    )
