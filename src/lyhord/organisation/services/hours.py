"""Opening hours, days off and days worked."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.hours import MIDNIGHT, Period
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import ClosedDay, OpeningPeriod, Workspace
from lyhord.organisation.requests import Actor


class HoursError(OrganisationError):
    """Hours no clock shows; ``weekday`` says on which day."""

    def __init__(self, weekday: int, message: str | Promise) -> None:
        super().__init__(message)
        self.weekday = weekday


@transaction.atomic
def set_opening_periods(workspace: Workspace, *, by: Actor, periods: Iterable[Period]) -> None:
    """The week is exactly these periods from now on. Raises HoursError when one ends early or two overlap."""
    lock_workspace(workspace)
    wanted = sorted(set(periods))
    check_periods(wanted)
    rows = workspace.opening_periods.order_by("weekday", "opens")
    before = [Period(row.weekday, row.opens, row.closes) for row in rows]
    if before == wanted:
        return
    rows.delete()
    OpeningPeriod.objects.bulk_create(OpeningPeriod(workspace=workspace, **p._asdict()) for p in wanted)
    record(
        "organisation.set_opening_periods",
        by=by, workspace=workspace, about=workspace, before=_said(before), after=_said(wanted),
    )  # fmt: skip


def check_periods(periods: Iterable[Period]) -> None:
    """Raise HoursError for a period that ends before it begins, or that overlaps the next of its day."""
    ordered = sorted(periods)
    for period in ordered:
        if period.closes != MIDNIGHT and period.closes <= period.opens:
            raise HoursError(period.weekday, _("Closing time must be after opening time."))
    for first, second in pairwise(ordered):
        same_day = first.weekday == second.weekday
        if same_day and (first.closes == MIDNIGHT or second.opens < first.closes):
            raise HoursError(first.weekday, _("Two periods of the day overlap."))


@transaction.atomic
def add_closed_day(
    workspace: Workspace, *, by: Actor, day: date, name: str = "", is_open: bool = False
) -> ClosedDay:
    """A day off of our own, or (``is_open``) a holiday on which we work.

    A second word about a day replaces the first.
    """
    closed, _new = ClosedDay.objects.update_or_create(
        workspace=workspace, date=day, defaults={"name": name.strip(), "is_open": is_open}
    )
    verb = "organisation.work_on_day" if is_open else "organisation.close_on_day"
    record(verb, by=by, workspace=workspace, about=closed, day=day.isoformat(), name=closed.name)
    return closed


@transaction.atomic
def remove_closed_day(closed: ClosedDay, *, by: Actor) -> None:
    """The day is as the country's calendar has it again."""
    record(
        "organisation.normal_on_day",
        by=by, workspace=closed.workspace, about=closed, day=closed.date.isoformat(),
    )  # fmt: skip
    closed.delete()


def _said(periods: Iterable[Period]) -> list[str]:
    return [f"{p.weekday} {p.opens:%H:%M}–{p.closes:%H:%M}" for p in periods]
