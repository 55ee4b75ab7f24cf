"""What Nordkaffe does about its goals: actions, what they wait for, resources, posting frequency."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from lyhord.organisation.models import Seat, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position
from lyhord.strategy.models import Action, Goal
from lyhord.strategy.rules import Measure
from lyhord.strategy.rules.plan import ActionStatus, Part, ResourceKind
from lyhord.strategy.services import plan as services
from lyhord.strategy.services import plan_resources as lives_on

_P, _S = Position, ActionStatus


class Step(NamedTuple):
    """An action in plain values: days are counted from today; ``waits`` are short names of earlier ones."""

    short: str
    name: str
    done_when: str
    goal: Measure
    owner: Position
    begins: int
    ends: int
    hours: int
    money: int
    status: ActionStatus
    waits: tuple[str, ...] = ()
    parts: tuple[tuple[Position, Part], ...] = ()
    result: str = ""


STEPS = (
    Step("ton", "Skriv hur vi låter", "En sida som alla som svarar har läst", Measure.FOLLOWERS,
         _P.COMMUNITY_MANAGER, -95, -70, 16, 0, _S.DONE, (), ((_P.HEAD, Part.ACCOUNTABLE),),
         "Två sidor blev en. Butikerna ville ha den på väggen."),
    Step("foto", "Fotografera tio baristor", "Tio porträtt med namn och favoritkaffe", Measure.FOLLOWERS,
         _P.AGENCY, -60, -25, 20, 18000, _S.DONE, ("ton",), ((_P.COMMUNITY_MANAGER, Part.CONSULTED),),
         "Åtta blev klara. De två bästa inläggen i höst kom härifrån."),
    Step("film", "Filma en dag i rosteriet", "Tre filmer på 30 sekunder är godkända", Measure.FOLLOWERS,
         _P.AGENCY, -12, 24, 26, 42000, _S.DOING, ("ton",),
         ((_P.HEAD, Part.ACCOUNTABLE), (_P.COMMUNITY_MANAGER, Part.CONSULTED), (_P.VIEWER, Part.INFORMED))),
    Step("serie", "Publicera serien ”Bönan och bonden”", "Sex avsnitt ute, ett i veckan", Measure.FOLLOWERS,
         _P.COMMUNITY_MANAGER, 26, 75, 60, 5000, _S.PLANNED, ("film",)),
    Step("fans", "Lär känna våra tjugo trognaste", "Tjugo namn, och ett tack till var och en",
         Measure.FOLLOWERS, _P.COMMUNITY_MANAGER, -5, 20, 120, 4000, _S.DOING),
    Step("matning", "Mät hur snabbt vi svarar i dag", "Ett tal för oktober som alla tror på",
         Measure.RESPONSE_TIME, _P.ANALYST, -80, -60, 12, 0, _S.DONE, (), (),
         "190 minuter i snitt, men 20 när någon var på plats. Det är helgerna."),
    Step("svar", "Samla svaren på de trettio vanligaste frågorna", "Trettio svar som rosteriet har läst",
         Measure.RESPONSE_TIME, _P.CARE_MANAGER, -30, -4, 40, 0, _S.DOING, ("matning",),
         ((_P.CONTRIBUTOR, Part.CONSULTED),)),
    Step("jour", "Pröva svarsjour på lördagar", "Fyra lördagar, och vi vet om det lönar sig",
         Measure.RESPONSE_TIME, _P.CARE_MANAGER, 5, 33, 32, 0, _S.PLANNED, ("svar",),
         ((_P.HEAD, Part.ACCOUNTABLE),)),
    Step("larm", "Sätt larm på frågor som väntat en timme", "Larmet har gått en gång och någon har svarat",
         Measure.RESPONSE_TIME, _P.ANALYST, 10, 22, 8, 0, _S.PLANNED),
    Step("kund", "Berätta om tre kontor som bytte kaffe", "Tre berättelser med siffror och namn",
         Measure.LEADS, _P.COMMUNITY_MANAGER, 12, 60, 36, 9000, _S.PLANNED, (),
         ((_P.CONTRIBUTOR, Part.RESPONSIBLE),)),
    Step("sida", "Gör en sida för kontorskaffe", "Sidan är ute och räknar förfrågningar", Measure.LEADS,
         _P.CONTRIBUTOR, -2, 40, 10, 25000, _S.PLANNED, (), ((_P.ANALYST, Part.CONSULTED),)),
    Step("massa", "Stå på kaffemässan i Göteborg", "Beslut före jul", Measure.LEADS, _P.HEAD, -40, -20, 10,
         0, _S.DROPPED, (), (), "För dyrt för vad det gav i fjol."),
)  # fmt: skip


def plan(workspace: Workspace, by: Actor, goals: dict[str, Goal], *, today: date, now: datetime) -> None:
    """The whole plan."""
    seats = {seat.position: seat for seat in Seat.objects.filter(workspace=workspace).order_by("-pk")}
    made: dict[str, Action] = {}
    for step in STEPS:
        details = _details(step, goals, seats, made, today)
        action = services.add_action(workspace=workspace, by=by, details=details)
        _go_on(action, by, step, now)
        made[step.short] = action
    _resources(workspace, by, seats, today)
    _promises(workspace, by, goals[Measure.FOLLOWERS], today)


def _details(
    step: Step, goals: dict[str, Goal], seats: dict[str, Seat], made: dict[str, Action], today: date
) -> services.ActionDetails:
    return services.ActionDetails(
        name=step.name,
        done_when=step.done_when,
        goal=goals[step.goal],
        owner=seats[step.owner],
        start_date=today + timedelta(days=step.begins),
        due_date=today + timedelta(days=step.ends),
        hours=Decimal(step.hours),
        money=Decimal(step.money),
        parts={seats[position].pk: part for position, part in step.parts},
        needs=frozenset(made[short].pk for short in step.waits),
    )


def _go_on(action: Action, by: Actor, step: Step, now: datetime) -> None:
    if step.status != _S.PLANNED:
        at = now + timedelta(days=min(step.ends, 0))
        services.set_action_status(action=action, by=by, status=step.status, now=at)
    if step.result:
        services.report_action(
            action=action, by=by, result=step.result,
            hours_spent=Decimal(step.hours), money_spent=Decimal(step.money),
        )  # fmt: skip


def _resources(workspace: Workspace, by: Actor, seats: dict[str, Seat], today: date) -> None:
    """People, money and tools; half a year back, so that planned can be held against real."""
    first = (today - timedelta(days=100)).replace(day=1)
    kinds = ResourceKind
    rows = (
        (kinds.PEOPLE, "Cillas tid för samtal och film", 80, first, first, _P.COMMUNITY_MANAGER),
        (kinds.PEOPLE, "Amirs tid för mätning", 60, first, first + timedelta(days=14), _P.ANALYST),
        (kinds.PEOPLE, "Praktikant till våren", 100, today + timedelta(days=55), None, None),
        (kinds.MONEY, "Film och foto", 22000, first, first, None),
        (kinds.MONEY, "Annonser", 8000, today + timedelta(days=30), None, None),
        (kinds.TOOL, "Klippverktyg", 490, today - timedelta(days=20), None, None),
    )
    for kind, name, amount, start, came, position in rows:
        details = lives_on.ResourceDetails(
            kind=kind, name=name, amount=Decimal(amount), from_date=start, came_date=came,
            seat=seats[position] if position else None,
        )  # fmt: skip
        made = lives_on.add_resource(workspace=workspace, by=by, details=details)
        if name == "Film och foto":
            for number, spent in enumerate((18000, 24500, 21000)):
                month = (first + timedelta(days=31 * number)).replace(day=1)
                lives_on.set_resource_month(resource=made, by=by, month=month, amount=Decimal(spent))


def _promises(workspace: Workspace, by: Actor, goal: Goal, today: date) -> None:
    first = today - timedelta(days=90)
    for channel, posts, weekdays, start in (
        ("Bluesky", 3, (0, 2, 4), first),
        ("Bluesky", 5, (0, 1, 2, 3, 4), today - timedelta(days=21)),
        ("Mastodon", 2, (1, 3), first),
        ("Instagram", 3, (), today + timedelta(days=30)),
    ):
        details = lives_on.CadenceDetails(
            channel=channel, posts_per_week=posts, weekdays=weekdays, from_date=start, goal=goal
        )
        lives_on.add_cadence(workspace=workspace, by=by, details=details)
