"""Questions about the strategy: as it is, as it was, and what each version did."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models import Workspace
from lyhord.strategy.amounts import Amount, about
from lyhord.strategy.curve import Note
from lyhord.strategy.models import Goal, Strategy, StrategyRevision
from lyhord.strategy.rules.diffing import Piece, diff
from lyhord.strategy.rules.numbers import Value
from lyhord.strategy.selectors.numbers import values_of_kpis


@dataclass(frozen=True, kw_only=True)
class StrategyText:
    """What we want and how we get there."""

    want: str = ""
    way: str = ""
    audience: str = ""
    not_doing: str = ""
    review_date: date | None = None
    version: int = 0
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

    def is_review_due(self, today: date) -> bool:
        """The day of the next review has come."""
        return self.review_date is not None and self.review_date <= today


@dataclass(frozen=True, kw_only=True)
class RevisionRow:
    """A version of the strategy as a list shows it."""

    number: int
    at: datetime
    who: str
    learned: str


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One of the texts of a version, and what changed in it."""

    question: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the version before."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, kw_only=True)
class Since:
    """Where a goal stood when the version was written, and where it stands now."""

    goal_id: int
    goal: str
    then: Amount | None
    now: Amount


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A version of the strategy: the texts, what changed, and what it did."""

    row: RevisionRow
    texts: tuple[Changed, ...]
    since: tuple[Since, ...]
    before: int | None
    after: int | None


QUESTIONS = {
    "want": _("What do we want?"),
    "way": _("How do we get there?"),
    "audience": _("For whom?"),
    "not_doing": _("What do we not do?"),
}


def strategy_of(workspace: Workspace) -> StrategyText:
    """The department's strategy; empty when nobody has written it. One query."""
    found = Strategy.objects.filter(workspace=workspace).first()
    return _text(found) if found else StrategyText()


def revisions_of(workspace: Workspace) -> tuple[RevisionRow, ...]:
    """Every version, the newest first. One query."""
    rows = StrategyRevision.objects.filter(strategy__workspace=workspace).order_by("-number")
    return tuple(_row(revision) for revision in rows)


def revision_of(workspace: Workspace, number: int) -> Revision | None:
    """One version, held against the one before it. At most four queries, however many goals there are."""
    rows = StrategyRevision.objects.filter(strategy__workspace=workspace)
    around = {row.number: row for row in rows.filter(number__in=(number - 1, number, number + 1))}
    this, before = around.get(number), around.get(number - 1)
    if this is None:
        return None
    texts = (
        Changed(question=str(words), pieces=diff(getattr(before, name, ""), getattr(this, name)))
        for name, words in QUESTIONS.items()
    )
    return Revision(
        row=_row(this),
        texts=tuple(each for each in texts if each.pieces),
        since=_since(workspace, timezone.localtime(this.at, workspace.zone).date()),
        before=number - 1 if before else None,
        after=number + 1 if number + 1 in around else None,
    )


def changes_of(workspace: Workspace) -> tuple[Note, ...]:
    """When the strategy changed, to be marked on curves; its first version is no change. One query."""
    return tuple(
        Note(
            timezone.localtime(row.at, workspace.zone).date(), row.learned or gettext("The strategy changed")
        )
        for row in reversed(revisions_of(workspace))
        if row.number > 1
    )


def _text(found: Strategy) -> StrategyText:
    names = (field.name for field in fields(StrategyText))
    return StrategyText(**{name: getattr(found, name) for name in names})


def _row(revision: StrategyRevision) -> RevisionRow:
    return RevisionRow(number=revision.number, at=revision.at, who=revision.who, learned=revision.learned)


def _since(workspace: Workspace, day: date) -> tuple[Since, ...]:
    """What goals that were under way on ``day`` have done since."""
    under_way = Goal.objects.current().filter(workspace=workspace, start_date__lte=day, due_date__gte=day)
    goals = list(under_way.filter(value__isnull=False).select_related("kpi").order_by("due_date", "pk"))
    known = values_of_kpis([goal.kpi for goal in goals if goal.kpi])
    return tuple(_stood(goal, known.get(goal.kpi_id or 0, []), day) for goal in goals)


def _stood(goal: Goal, values: list[Value], day: date) -> Since:
    then = [value for value in values if value.day <= day]
    return Since(
        goal_id=goal.pk,
        goal=goal.name,
        then=about(then[-1].value, goal.unit) if then else None,
        now=about(goal.value or Decimal(0), goal.unit),
    )
