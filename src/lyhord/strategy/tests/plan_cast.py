"""A plan to test with."""

from datetime import date, timedelta
from decimal import Decimal

from lyhord.organisation.models import Seat
from lyhord.strategy.models import Action
from lyhord.strategy.services import plan as services
from lyhord.strategy.services.plan import ActionDetails

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def seat_of(person) -> Seat:
    return Seat.objects.get(holder=person.member)


def details(name="Film the roastery", **more) -> ActionDetails:
    usual = {
        "start_date": TODAY,
        "due_date": TODAY + 9 * DAY,
        "done_when": "Three films",
        "hours": Decimal(20),
    }
    return ActionDetails(name=name, **(usual | more))


def add(person, name="Film the roastery", **more) -> Action:
    return services.add_action(workspace=person.workspace, by=person.actor, details=details(name, **more))
