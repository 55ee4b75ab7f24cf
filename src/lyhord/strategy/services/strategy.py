"""Writing the strategy."""

from django.db import transaction

from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Strategy


@transaction.atomic
def write_strategy(*, workspace: Workspace, by: Actor, want: str, way: str) -> Strategy:
    """Put down what we want and how we get there."""
    texts = {"want": want.strip(), "way": way.strip()}
    strategy, _made = Strategy.objects.update_or_create(workspace=workspace, defaults=texts)
    record("strategy.write_strategy", by=by, workspace=workspace, about=strategy, **texts)
    return strategy
