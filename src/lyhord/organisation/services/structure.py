"""Units and functions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.errors import OrganisationError
from lyhord.organisation.locks import lock_workspace
from lyhord.organisation.models import DepartmentFunction, Seat, Unit, Workspace
from lyhord.organisation.requests import Actor
from lyhord.organisation.rules import Function, UnitKind


class UnitNameTakenError(OrganisationError):
    """Two units of one company cannot have the same name."""


@dataclass(frozen=True)
class ChosenFunction:
    """A function the department takes on, the seat that answers for it, and what is said about it."""

    function: str
    responsible: Seat | None = None
    note: str = ""


@transaction.atomic
def add_unit(workspace: Workspace, *, by: Actor, kind: str, name: str = "") -> Unit:
    """A new part of the company; without a name it is called what it is. Raises UnitNameTakenError."""
    lock_workspace(workspace)
    unit = Unit(
        workspace=workspace,
        kind=UnitKind(kind),
        name=_free_name(workspace, name or str(UnitKind(kind).label)),
    )
    unit.save(force_insert=True)
    record("organisation.add_unit", by=by, workspace=workspace, about=unit, name=unit.name)
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, by: Actor, name: str, kind: str = "") -> Unit:
    """Give a unit another name (and kind). Raises UnitNameTakenError."""
    lock_workspace(unit.workspace)
    before, unit.name = unit.name, _free_name(unit.workspace, name, but=unit)
    unit.kind = UnitKind(kind or unit.kind)
    unit.save(update_fields=["name", "kind"])
    record(
        "organisation.rename_unit",
        by=by, workspace=unit.workspace, about=unit, before=before, name=unit.name,
    )  # fmt: skip
    return unit


@transaction.atomic
def remove_unit(unit: Unit, *, by: Actor) -> None:
    """Remove a unit; its people and seats stay, without a unit."""
    record("organisation.remove_unit", by=by, workspace=unit.workspace, about=unit, name=unit.name)
    unit.delete()


@transaction.atomic
def set_functions(workspace: Workspace, *, by: Actor, chosen: Iterable[ChosenFunction]) -> None:
    """The department has exactly these functions from now on."""
    lock_workspace(workspace)
    wanted = {Function(choice.function): choice for choice in chosen}
    workspace.functions.exclude(function__in=list(wanted)).delete()
    for function, choice in wanted.items():
        if choice.responsible is not None and choice.responsible.workspace_id != workspace.pk:
            raise ValueError("The responsible seat belongs to another workspace.")
        DepartmentFunction.objects.update_or_create(
            workspace=workspace,
            function=function,
            defaults={"responsible": choice.responsible, "note": choice.note.strip()},
        )
    record(
        "organisation.set_functions",
        by=by, workspace=workspace, about=workspace, functions=sorted(str(name) for name in wanted),
    )  # fmt: skip


def _free_name(workspace: Workspace, name: str, but: Unit | None = None) -> str:
    name = name.strip()
    taken = workspace.units.filter(name__iexact=name)
    if any(unit != but for unit in taken):
        raise UnitNameTakenError(_("There is already a unit with that name."))
    return name
