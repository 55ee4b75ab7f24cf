"""Who works at Nordkaffe AB, in what position, and when."""

from datetime import date, time, timedelta
from typing import NamedTuple

from lyhord.organisation import services
from lyhord.organisation.hours import Period
from lyhord.organisation.models import Member, Seat, User, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function, Position, Sourcing, Structure, UnitKind

DOMAIN = "nordkaffe.example"
PASSWORD = "demo"  # works only while bound to loopback


class Colleague(NamedTuple):
    """Somebody at Nordkaffe: a name, a position, a unit, hours a week."""

    short: str
    name: str
    position: Position
    unit: UnitKind
    hours: float


HEAD = Colleague("helena", "Helena Nyström", Position.HEAD, UnitKind.SOCIAL, 40)
COLLEAGUES = (
    Colleague("amir", "Amir Rezai", Position.ANALYST, UnitKind.SOCIAL, 30),
    Colleague("cilla", "Cilla Åkesson", Position.COMMUNITY_MANAGER, UnitKind.MARKETING, 40),
    Colleague("klas", "Klas Öhman", Position.CARE_MANAGER, UnitKind.CUSTOMER_SERVICE, 40),
    Colleague("maria", "Maria Fors", Position.CONTRIBUTOR, UnitKind.SALES, 2),
    Colleague("byran", "Ebba på Byrån", Position.AGENCY, UnitKind.AGENCY, 8),
    Colleague("vd", "Gunnar Lund", Position.VIEWER, UnitKind.MANAGEMENT, 0),
)
GUEST_FOR = timedelta(days=120)
JOINS = (
    "Avdelningen har vuxit fram ur kundtjänst och marknad. Kundtjänst svarar den som behöver hjälp, "
    "marknad för samtalet med alla andra. Chefen för sociala medier rapporterar till marknadschefen."
)
CONTRIBUTES = (
    "Butikerna skickar bilder och frågor från disken varje fredag. Rosteriet svarar på allt om bönor. "
    "Säljarna berättar vilka kunder som vill synas med oss."
)
SOURCING_NOTE = "Byrån hjälper till med film och kampanjer. Samtalen sköter vi själva."


def account(colleague: Colleague, *, language: str = "sv") -> User:
    """The person's account, with the password of the demo."""
    return User.objects.create_user(
        f"{colleague.short}@{DOMAIN}", PASSWORD, name=colleague.name, language=language
    )


def settle_in(workspace: Workspace, by: Actor, *, today: date) -> None:
    """Units, people, seats (one is vacant), functions, hours and what the company says about itself."""
    services.change_workspace(
        workspace,
        by=by,
        structure=Structure.HYBRID,
        joins=JOINS,
        contributes=CONTRIBUTES,
        sourcing=Sourcing.HYBRID,
        sourcing_note=SOURCING_NOTE,
    )
    for kind, name in ((UnitKind.MANAGEMENT, "Ledning"), (UnitKind.AGENCY, "Byrån")):
        services.add_unit(workspace, by=by, kind=kind, name=name)
    units = {unit.kind: unit for unit in workspace.units.all()}
    for one in COLLEAGUES:
        member = Member.objects.create(workspace=workspace, user=account(one), unit=units[one.unit])
        ends_on = today + GUEST_FOR if one.position == Position.AGENCY else None
        services.add_seat(
            workspace,
            by=by,
            position=one.position,
            unit=units[one.unit],
            hours_per_week=one.hours,
            holder=member,
            ends_on=ends_on,
        )
    services.add_seat(
        workspace, by=by, position=Position.CONTRIBUTOR, unit=units[UnitKind.MARKETING], hours_per_week=4
    )
    services.set_functions(workspace, by=by, chosen=_functions(workspace))
    services.set_opening_periods(workspace, by=by, periods=_hours())


def _functions(workspace: Workspace) -> list[services.ChosenFunction]:
    seats = {seat.position: seat for seat in Seat.objects.filter(workspace=workspace)}
    answers = {
        Function.CUSTOMER_SERVICE: (Position.CARE_MANAGER, "Frågor och klagomål får svar samma dag."),
        Function.MARKETING: (Position.COMMUNITY_MANAGER, "Vi samtalar, vi skriker inte."),
        Function.PR: (Position.HEAD, "Pressen får ett namn och ett nummer."),
        Function.SALES: (Position.CONTRIBUTOR, "Företagskunder som hör av sig lotsas vidare."),
    }
    return [
        services.ChosenFunction(function=function, responsible=seats[position], note=note)
        for function, (position, note) in answers.items()
    ]


def _hours() -> list[Period]:
    """Weekdays 8–17 with an hour for lunch, Saturdays 10–14."""
    weekdays = [
        period
        for weekday in range(5)
        for period in (Period(weekday, time(8), time(12)), Period(weekday, time(13), time(17)))
    ]
    return [*weekdays, Period(5, time(10), time(14))]
