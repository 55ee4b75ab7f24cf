"""Question: who has how much to do, week by week, and is it too much?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lyhord.organisation.models import Seat, Workspace
from lyhord.strategy.models import Action, Resource
from lyhord.strategy.rules.load import Work, load
from lyhord.strategy.rules.plan import ResourceKind
from lyhord.strategy.rules.plan_hours import Held, Share, hours_in
from lyhord.strategy.selectors.plan import initials_of, name_of

WEEKS = 12


@dataclass(frozen=True, kw_only=True)
class LoadWeek:
    """One person's week: hours of work, hours there are."""

    monday: date
    hours: Decimal
    has: Decimal

    @property
    def number(self) -> int:
        """The ISO week."""
        return self.monday.isocalendar().week

    @property
    def is_too_much(self) -> bool:
        """More work than hours."""
        return self.hours > self.has

    @property
    def percent(self) -> int:
        """Of the hours there are; work without any hours is more than everything."""
        if not self.has:
            return 200 if self.hours else 0
        return min(round(100 * self.hours / self.has), 200)

    @property
    def level(self) -> str:
        """How full the week is: its colour, which never speaks alone."""
        steps = ((100, "over"), (80, "full"), (0, "some"))
        return next((name for least, name in steps if self.percent > least), "free")


@dataclass(frozen=True, kw_only=True)
class PersonLoad:
    """Somebody's weeks."""

    name: str
    initials: str
    is_vacant: bool
    weeks: tuple[LoadWeek, ...]

    @property
    def too_much(self) -> tuple[LoadWeek, ...]:
        """The weeks with more work than hours."""
        return tuple(week for week in self.weeks if week.is_too_much)

    @property
    def worst(self) -> LoadWeek:
        """The fullest of them. Only for those who have one."""
        return max(self.too_much, key=lambda week: week.hours - week.has)

    @property
    def too_much_weeks(self) -> str:
        """Their numbers, neighbours as one: 48–50, 2."""
        stretches: list[list[LoadWeek]] = []
        for week in self.too_much:
            if stretches and week.monday - stretches[-1][-1].monday == timedelta(weeks=1):
                stretches[-1].append(week)
            else:
                stretches.append([week])
        return ", ".join(
            f"{each[0].number}–{each[-1].number}" if len(each) > 1 else str(each[0].number)
            for each in stretches
        )


@dataclass(frozen=True, kw_only=True)
class LoadTable:
    """Everybody with hours or work, week by week from this week on."""

    mondays: tuple[date, ...]
    people: tuple[PersonLoad, ...]
    has_hours: bool  # whether any action says how many hours it takes

    @property
    def overloaded(self) -> tuple[PersonLoad, ...]:
        """Those who have a week with too much in it."""
        return tuple(person for person in self.people if person.too_much)


def load_of(workspace: Workspace, *, today: date, weeks: int = WEEKS) -> LoadTable:
    """The load of open actions. Hours of days that have passed count as worked. Three queries."""
    first = today - timedelta(days=today.weekday())
    mondays = tuple(first + timedelta(weeks=number) for number in range(weeks))
    seats = {seat.pk: seat for seat in _seats(workspace)}
    held = _held(workspace, seats)
    works = _works(workspace, seats)
    hours = {(week.who, week.monday): week.hours for week in load(works, hours_per_week={})}
    busy = {work.who for work in works}
    people = [
        _person(each, [seat for seat in seats.values() if _who(seat) == each], held, hours, mondays)
        for each in dict.fromkeys(_who(seat) for seat in seats.values())
    ]
    shown = [
        (each, person) for each, person in people if each in busy or any(week.has for week in person.weeks)
    ]
    return LoadTable(mondays=mondays, people=tuple(person for _each, person in shown), has_hours=bool(works))


def _seats(workspace: Workspace) -> list[Seat]:
    return list(Seat.objects.filter(workspace=workspace).select_related("holder__user").order_by("pk"))


def _held(workspace: Workspace, seats: dict[int, Seat]) -> dict[int, Held]:
    shares: defaultdict[int, list[Share]] = defaultdict(list)
    people = Resource.objects.current().filter(workspace=workspace, kind=ResourceKind.PEOPLE)
    for row in people.filter(seat__isnull=False):
        begins = row.came_date or row.from_date
        shares[row.seat_id or 0].append(Share(percent=row.amount, from_date=begins, to_date=row.to_date))
    return {
        pk: Held(
            hours=seat.hours_per_week if seat.holder_id else Decimal(0),
            ends_on=seat.ends_on,
            shares=tuple(shares[pk]),
        )
        for pk, seat in seats.items()
    }


def _works(workspace: Workspace, seats: dict[int, Seat]) -> list[Work]:
    rows = Action.objects.current().open().filter(workspace=workspace, owner__isnull=False, hours__gt=0)
    return [
        Work(who=_who(seats[owner]), start=start, due=due, hours=hours)
        for owner, start, due, hours in rows.values_list("owner_id", "start_date", "due_date", "hours")
    ]


def _who(seat: Seat) -> int:
    """A person's number; a vacant seat has its own below zero."""
    return seat.holder_id or -seat.pk


def _person(
    who: int,
    seats: list[Seat],
    held: dict[int, Held],
    hours: dict[tuple[int, date], Decimal],
    mondays: tuple[date, ...],
) -> tuple[int, PersonLoad]:
    weeks = tuple(
        LoadWeek(
            monday=monday,
            hours=hours.get((who, monday), Decimal(0)).quantize(Decimal("0.1")),
            has=hours_in([held[seat.pk] for seat in seats], monday),
        )
        for monday in mondays
    )
    row = PersonLoad(name=name_of(seats[0]), initials=initials_of(seats[0]), is_vacant=who < 0, weeks=weeks)
    return who, row
