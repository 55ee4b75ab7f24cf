"""Questions about the organisation. They never write."""

from lyhord.organisation.selectors.audit import (
    AuditFilter,
    AuditLine,
    AuditPage,
    audit_page,
    audit_people,
    audit_rows,
)
from lyhord.organisation.selectors.find import find
from lyhord.organisation.selectors.hours import (
    OpenState,
    SpecialDay,
    open_state,
    opening_hours_of,
    special_days,
    week_of,
)
from lyhord.organisation.selectors.members import (
    membership,
    positions_of,
    workspaces_of,
    workspaces_with_api,
)
from lyhord.organisation.selectors.people import (
    Door,
    InvitationRow,
    PersonRow,
    door_of,
    open_invitations,
    people,
    person,
)
from lyhord.organisation.selectors.structure import (
    CoverRow,
    FunctionRow,
    SeatRow,
    UnitCard,
    covers_of,
    department_chart,
    functions_of,
    seat_rows,
    seats_to_answer,
)
from lyhord.organisation.selectors.tokens import TokenRow, tokens_of

__all__ = [
    "AuditFilter",
    "AuditLine",
    "AuditPage",
    "CoverRow",
    "Door",
    "FunctionRow",
    "InvitationRow",
    "OpenState",
    "PersonRow",
    "SeatRow",
    "SpecialDay",
    "TokenRow",
    "UnitCard",
    "audit_page",
    "audit_people",
    "audit_rows",
    "covers_of",
    "department_chart",
    "door_of",
    "find",
    "functions_of",
    "membership",
    "open_invitations",
    "open_state",
    "opening_hours_of",
    "people",
    "person",
    "positions_of",
    "seat_rows",
    "seats_to_answer",
    "special_days",
    "tokens_of",
    "week_of",
    "workspaces_of",
    "workspaces_with_api",
]
