"""What stands on today's page, for whom, in what order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from lyhord.organisation.permissions import May
from lyhord.organisation.rules import Position


class Section(TextChoices):
    """A part of today's page."""

    CHECKLIST = "checklist"
    LATEST = "latest"
    VOLUME = "volume"
    MONITORS = "monitors"
    GOALS = "goals"
    STRATEGY = "strategy"
    MINE = "mine"


@dataclass(frozen=True)
class Layout:
    """Sections from top to bottom: the broad column, and the one beside it (below it on a phone)."""

    wide: tuple[Section, ...]
    side: tuple[Section, ...]


_S = Section
# Whose page comes first when somebody holds several positions: in this order.
DESKS: dict[Position, Layout] = {
    Position.HEAD: Layout((_S.GOALS, _S.VOLUME), (_S.CHECKLIST, _S.MINE, _S.LATEST)),
    Position.ANALYST: Layout((_S.VOLUME, _S.MONITORS), (_S.MINE, _S.LATEST, _S.GOALS)),
    Position.CARE_MANAGER: Layout((_S.LATEST, _S.VOLUME), (_S.MINE, _S.GOALS)),
    Position.COMMUNITY_MANAGER: Layout((_S.LATEST, _S.VOLUME), (_S.MINE, _S.GOALS)),
    Position.AGENCY: Layout((_S.LATEST,), (_S.MINE, _S.GOALS, _S.STRATEGY)),
    Position.CONTRIBUTOR: Layout((_S.GOALS,), (_S.MINE, _S.STRATEGY)),
    Position.VIEWER: Layout((_S.GOALS, _S.VOLUME), (_S.STRATEGY, _S.LATEST)),
}
_NEEDS: dict[Section, May] = {
    Section.CHECKLIST: May.EDIT_DEPARTMENT,
    Section.LATEST: May.SEE_MENTIONS,
    Section.VOLUME: May.SEE_MENTIONS,
    Section.MONITORS: May.SEE_MENTIONS,
    Section.GOALS: May.SEE_STRATEGY,
    Section.STRATEGY: May.SEE_STRATEGY,
    Section.MINE: May.WORK_PLAN,
}


def layout_for(positions: Collection[str], granted: Collection[May]) -> Layout:
    """The page of somebody with these positions: the first one's, then what the others add. No part twice."""
    desks = [layout for position, layout in DESKS.items() if position in positions]
    wide = _once(section for desk in desks for section in desk.wide)
    side = [s for s in _once(section for desk in desks for section in desk.side) if s not in wide]
    return Layout(*(tuple(s for s in column if _NEEDS[s] in granted) for column in (wide, side)))


def _once(sections: Iterable[Section]) -> list[Section]:
    return list(dict.fromkeys(sections))
