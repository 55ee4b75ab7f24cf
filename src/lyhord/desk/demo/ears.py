"""What Nordkaffe listens for."""

from typing import NamedTuple

from lyhord.listening import services
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function
from lyhord.strategy.models import Goal
from lyhord.strategy.rules import Measure

RIVALS = ('"Bergtorps Rosteri"', '"Kaffehuset Linnea"', '"Granskogs Kaffe"')


class Ear(NamedTuple):
    """A monitor in plain values."""

    name: str
    query: str
    purpose: str
    functions: tuple[str, ...]
    serves: str
    colour: str


EARS = (
    Ear(
        "Nordkaffe", "nordkaffe* OR @nordkaffe.se OR #nordkaffe",
        "Allt som sägs om oss.", (Function.MARKETING, Function.PR), Measure.FOLLOWERS, "blue",
    ),
    Ear(
        "Behöver hjälp",
        "(nordkaffe* OR @nordkaffe.se) AND "
        "(has:question OR app* OR order* OR fel OR kö OR kundtjänst* OR besviken)",
        "Den som behöver hjälp ska få den samma dag.",
        (Function.CUSTOMER_SERVICE,), Measure.RESPONSE_TIME, "red",
    ),
    Ear(
        "Bönbrevet", "bönbrevet* OR #bönbrevet",
        "Prenumerationen: vad håller den inte?", (Function.CUSTOMER_SERVICE,), "", "orange",
    ),
    Ear(
        "Produkterna",
        '(gryning OR midvinter OR ängsrost OR "norrsken espresso") AND (nordkaffe* OR kaffe* OR rost*)',
        "Vilken rost talar folk om, och hur?", (Function.MARKETING,), "", "green",
    ),
    Ear(
        "Konkurrenterna", "list:konkurrenter",
        "Andel av samtalet.", (Function.MARKETING,), "", "purple",
    ),
    Ear(
        "Kontorskaffe",
        "(kontorskaffe* OR kontoret OR kollegorna OR office) AND (kaffe* OR coffee OR nordkaffe*)",
        "Företag som letar kaffe.", (Function.SALES,), Measure.LEADS, "teal",
    ),
    Ear(
        "Pressen", "nordkaffe* AND source:rss",
        "Vad skriver tidningarna?", (Function.PR,), "", "cyan",
    ),
)  # fmt: skip
NOTE = "Vi söker efter vårt eget namn och våra varor, inte efter privatpersoner. Texten sparas i 13 månader."


def prick_up(workspace: Workspace, by: Actor, goals: dict[str, Goal]) -> None:
    """Make the named list and the monitors."""
    services.set_word_list(workspace=workspace, by=by, name="konkurrenter", entries=RIVALS)
    for ear in EARS:
        goal = goals.get(ear.serves)
        asked = services.MonitorWish(
            name=ear.name,
            query=ear.query,
            purpose=ear.purpose,
            functions=tuple(ear.functions),
            goal_id=goal.pk if goal else None,
            balancing_note=NOTE,
            colour=ear.colour,
        )
        services.create_monitor(workspace=workspace, by=by, asked=asked)
