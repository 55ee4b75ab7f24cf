"""What Nordkaffe wants, and how far it has come."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function, Position
from lyhord.strategy import services
from lyhord.strategy.models import Goal
from lyhord.strategy.rules import Measure, Unit

WANT = (
    "Vi vill vara det kaffe som folk i hela landet pratar gott om, och det företag som svarar när "
    "någon frågar. Om ett år ska den som behöver hjälp vända sig till oss i "
    "sociala medier för att det går fortast där."
)
WAY = (
    "Vi lyssnar först. Varje fråga får ett svar samma dag, varje beröm ett tack. Vi berättar om bönorna, "
    "bönderna och baristorna, inte om oss själva. De som älskar oss lär vi känna vid namn."
)


class Aim(NamedTuple):
    """A goal in plain values: days are counted from today; milestones are (name, value, is it reached)."""

    name: str
    measure: Measure
    unit: Unit
    baseline: int
    target: int
    began: int
    due: int
    owner: Position
    functions: tuple[str, ...]
    why: str
    milestones: tuple[tuple[str, int, bool], ...]


AIMS = (
    Aim(
        "5 000 följare", Measure.FOLLOWERS, Unit.COUNT, 1850, 5000, -120, 245, Position.COMMUNITY_MANAGER,
        (Function.MARKETING,), "Den som följer oss hör vad vi gör. Det är en bra början.",
        (("2 500 följare", 2500, True), ("3 500 följare", 3500, False), ("4 500 följare", 4500, False)),
    ),
    Aim(
        "Svar inom en halvtimme", Measure.RESPONSE_TIME, Unit.MINUTES, 190, 30, -90, 180,
        Position.CARE_MANAGER, (Function.CUSTOMER_SERVICE,),
        "Den som frågar vid disken väntar inte tre timmar.",
        (("Under två timmar", 120, True), ("Under en timme", 60, False)),
    ),
    Aim(
        "40 förfrågningar från företag i kvartalet", Measure.LEADS, Unit.COUNT, 12, 40, -30, 150,
        Position.CONTRIBUTOR, (Function.SALES,), "Kontorskaffet är vår lönsammaste affär.",
        (("20 förfrågningar", 20, False),),
    ),
)  # fmt: skip
LEARNING_DAYS = {Measure.FOLLOWERS: 120}  # less is expected of the first months, on purpose


def aim(workspace: Workspace, by: Actor, *, today: date, now: datetime) -> dict[str, Goal]:
    """Strategy, goals and milestones; returns the goals by measure."""
    services.write_strategy(workspace=workspace, by=by, want=WANT, way=WAY)
    seats = {seat.position: seat for seat in Seat.objects.filter(workspace=workspace)}
    return {one.measure: _set(workspace, by, one, seats[one.owner], today, now) for one in AIMS}


def _set(workspace: Workspace, by: Actor, one: Aim, owner: Seat, today: date, now: datetime) -> Goal:
    details = services.GoalDetails(
        name=one.name,
        measure=one.measure,
        unit=one.unit,
        baseline=Decimal(one.baseline),
        target=Decimal(one.target),
        start_date=today + timedelta(days=one.began),
        due_date=today + timedelta(days=one.due),
        functions=tuple(one.functions),
        owner=owner,
        why=one.why,
        learning_days=LEARNING_DAYS.get(one.measure),
    )
    goal = services.set_goal(workspace=workspace, by=by, details=details)
    for name, value, is_reached in one.milestones:
        milestone = services.set_milestone(
            goal=goal, by=by, details=services.MilestoneDetails(name=name, value=Decimal(value))
        )
        if is_reached:
            services.reach_milestone(milestone=milestone, by=by, now=now - timedelta(days=12))
    return goal
