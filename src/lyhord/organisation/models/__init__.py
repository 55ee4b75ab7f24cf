"""The nouns of the organisation."""

from lyhord.organisation.models.access import ApiToken, Invitation
from lyhord.organisation.models.audit import AuditChain, AuditEntry
from lyhord.organisation.models.hours import ClosedDay, OpeningPeriod
from lyhord.organisation.models.people import Member, User
from lyhord.organisation.models.structure import Cover, DepartmentFunction, Seat, Unit
from lyhord.organisation.models.workspace import Workspace

__all__ = [
    "ApiToken",
    "AuditChain",
    "AuditEntry",
    "ClosedDay",
    "Cover",
    "DepartmentFunction",
    "Invitation",
    "Member",
    "OpeningPeriod",
    "Seat",
    "Unit",
    "User",
    "Workspace",
]
