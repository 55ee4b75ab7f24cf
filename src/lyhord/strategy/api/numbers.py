"""Numbers over the API: reading them, and sending what was counted elsewhere."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from ninja import Field, Router, Schema

from lyhord.common.api import ApiError, gives
from lyhord.common.clock import utc_now
from lyhord.organisation.api_auth import Token
from lyhord.organisation.permissions import May
from lyhord.organisation.requests import WorkspaceRequest
from lyhord.strategy import selectors, services
from lyhord.strategy.models import Kpi
from lyhord.strategy.rules import StrategyError
from lyhord.strategy.selectors.registers import KpiRow, kpi_rows
from lyhord.strategy.services import Reading, Recorded

router = Router(tags=["numbers"])
MOST_AT_ONCE = 5000


class KpiOut(Schema):
    """A number that is followed. ``key`` is its name in formulas and addresses."""

    key: str
    name: str
    formula: str
    window_days: int
    goals: int
    latest: date | None


class ValueOut(Schema):
    """The number of a day. ``days`` of ``of_days`` were measured: fewer means that something is missing."""

    day: date
    value: Decimal
    days: int
    of_days: int


class ReadingIn(Schema):
    """What a source counted on a day. The same day and source again replaces it."""

    date: date
    number: Decimal = Field(max_digits=18, decimal_places=4)
    of: Decimal = Field(Decimal(1), max_digits=18, decimal_places=4, ge=0)
    source: str = Field("", max_length=80)
    note: str = Field("", max_length=2000)


class RecordedOut(Schema):
    """What became of the readings."""

    new: int
    corrected: int
    same: int


@router.get("/numbers", response=gives(list[KpiOut]), auth=Token(May.SEE_STRATEGY), summary="Numbers")
def list_numbers(request: WorkspaceRequest) -> list[KpiRow]:
    """Everything that is followed here, by name."""
    return list(kpi_rows(request.workspace))


@router.get(
    "/numbers/{key}/values",
    response=gives(list[ValueOut]),
    auth=Token(May.SEE_STRATEGY),
    summary="A number day by day",
)
def list_values(request: WorkspaceRequest, key: str) -> list[object]:
    """As goals are held against it, oldest first; days that could not be told are left out."""
    return list(selectors.values_of_kpi(_kpi(request, key)))


@router.put(
    "/numbers/{key}/measurements",
    response=gives(RecordedOut),
    auth=Token(May.WRITE_NUMBERS, write=True),
    summary="Send what was counted",
)
def record_measurements(request: WorkspaceRequest, key: str, readings: list[ReadingIn]) -> Recorded:
    """All of them or none. The same again is nothing; another number for a day and source is a correction."""
    if len(readings) > MOST_AT_ONCE:
        raise ApiError(422, "too_many", f"At most {MOST_AT_ONCE} at once.")
    said = [
        Reading(
            date=each.date, numerator=each.number, denominator=each.of, source=each.source, note=each.note
        )
        for each in readings
    ]
    try:
        return services.record_measurements(
            kpi=_kpi(request, key), by=request.actor, readings=said, now=utc_now()
        )
    except StrategyError as error:
        raise ApiError(422, "bad_number", str(error.message)) from error


def _kpi(request: WorkspaceRequest, key: str) -> Kpi:
    found = selectors.kpi_by_key(request.workspace, key)
    if found is None:
        raise Http404
    return found
