"""Questions about the strategy."""

from dataclasses import dataclass
from datetime import datetime

from lyhord.organisation.models import Workspace
from lyhord.strategy.models import Strategy


@dataclass(frozen=True, kw_only=True)
class StrategyText:
    """What we want and how we get there."""

    want: str = ""
    way: str = ""
    updated_at: datetime | None = None

    @property
    def sentence(self) -> str:
        """What we want, in its first sentence."""
        first = self.want.strip().split("\n")[0]
        return first.split(". ")[0].rstrip(".") + "." if first else ""

    @property
    def is_written(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.want or self.way)


def strategy_of(workspace: Workspace) -> StrategyText:
    """The department's strategy; empty when nobody has written it. One query."""
    found = Strategy.objects.filter(workspace=workspace).first()
    return (
        StrategyText(want=found.want, way=found.way, updated_at=found.updated_at) if found else StrategyText()
    )
