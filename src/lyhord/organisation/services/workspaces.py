"""Opening a workspace, and what the company says about itself."""

import unicodedata
from datetime import datetime, time
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lyhord.organisation.audit import record
from lyhord.organisation.calendars import COUNTRY_CODES
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_installation
from lyhord.organisation.models import Member, OpeningPeriod, Seat, Unit, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Position, UnitKind

CHANGEABLE = frozenset(
    {
        "name", "country", "time_zone", "language",
        "structure", "joins", "contributes", "sourcing", "sourcing_note",
    }
)  # fmt: skip
DEFAULT_UNITS = (UnitKind.CUSTOMER_SERVICE, UnitKind.SALES, UnitKind.MARKETING, UnitKind.SOCIAL)


class NotPossibleError(OrganisationError):
    """A value that a workspace cannot have; ``field`` says where."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def create_workspace(
    *, by: Actor, name: str, country: str = "SE", language: str = "sv", time_zone: str = "Europe/Stockholm"
) -> Workspace:
    """A new workspace with an address of its own, the person as its head, the usual units, Mon–Fri 9–17.

    Raises NotPossibleError for a name, country, language or time zone that is none.
    """
    if by.user is None:
        raise ValueError("A workspace needs a person as its first head.")
    lock_installation("workspace addresses")
    workspace = Workspace(
        slug=_free_slug(name), name=name.strip(), country=country, language=language, time_zone=time_zone
    )
    _check(workspace)
    workspace.save(force_insert=True)
    member = Member.objects.create(workspace=workspace, user=by.user)
    with override(language):
        Unit.objects.bulk_create(
            Unit(workspace=workspace, kind=kind, name=str(kind.label)) for kind in DEFAULT_UNITS
        )
    own = workspace.units.get(kind=UnitKind.SOCIAL)
    Seat.objects.create(
        workspace=workspace, position=Position.HEAD, holder=member, unit=own, hours_per_week=40
    )
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(workspace=workspace, weekday=weekday, opens=time(9), closes=time(17))
        for weekday in range(5)
    )
    record("organisation.create_workspace", by=by, workspace=workspace, about=workspace, name=workspace.name)
    return workspace


@transaction.atomic
def change_workspace(workspace: Workspace, *, by: Actor, **values: str) -> Workspace:
    """Change any of the fields named in CHANGEABLE.

    Writes nothing when nothing differs. Raises NotPossibleError.
    """
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"Not for changing: {', '.join(sorted(unknown))}")
    changed = {name: value for name, value in values.items() if getattr(workspace, name) != value}
    before = {name: getattr(workspace, name) for name in changed}
    for name, value in changed.items():
        setattr(workspace, name, value.strip())
    _check(workspace)
    if changed:
        workspace.save(update_fields=sorted(changed))
        record(
            "organisation.change_workspace",
            by=by, workspace=workspace, about=workspace, before=before, after=changed,
        )  # fmt: skip
    return workspace


@transaction.atomic
def mark_founded(workspace: Workspace, *, by: Actor, now: datetime) -> None:
    """The founding guide has been walked to its end. Once."""
    if Workspace.objects.filter(pk=workspace.pk, founded_at__isnull=True).update(founded_at=now):
        workspace.founded_at = now
        record("organisation.found_department", by=by, workspace=workspace, about=workspace)


def _check(workspace: Workspace) -> None:
    """Hold the row against the model's own rules, and against the zones and countries there are."""
    try:
        workspace.full_clean(exclude=["slug"], validate_unique=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise NotPossibleError(field, messages[0]) from error
    if workspace.time_zone not in available_timezones():
        raise NotPossibleError("time_zone", _("There is no such time zone."))
    if workspace.country not in COUNTRY_CODES:
        raise NotPossibleError("country", _("We do not know the holidays of that country."))


def _free_slug(name: str) -> str:
    """``Räksmörgås & Co`` → ``raksmorgas-co``; with a number when it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = slugify(plain)[:40].strip("-") or "department"
    taken = set(Workspace.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
