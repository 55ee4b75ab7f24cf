"""Verbs of KPIs: which number a goal follows, and making numbers of one's own."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.audit import record
from lyhord.organisation.models import Workspace
from lyhord.organisation.requests import Actor
from lyhord.strategy.models import Kpi
from lyhord.strategy.rules import Measure, StrategyError, Unit
from lyhord.strategy.rules.formulas import circle, parse
from lyhord.strategy.rules.measures import SHAPES, Kind
from lyhord.strategy.rules.numbers import Number

_LONGEST_KEY = 40


class KpiTaken(StrategyError):
    """There is a KPI of this name already."""


class KpiUnknown(StrategyError):
    """A formula names a number that there is not."""


class KpiInUse(StrategyError):
    """A goal or a formula still follows it."""


@dataclass(frozen=True, kw_only=True)
class KpiDetails:
    """What a person says about a number of their own. A formula makes it one that follows from others."""

    name: str
    number: Number = Number.LEVEL
    window_days: int = 1
    unit: Unit = Unit.COUNT
    formula: str = ""
    note: str = ""


class Measured(Protocol):
    """What one has to know of a goal to find its KPI."""

    @property
    def name(self) -> str:
        """The goal's name."""
        ...

    @property
    def measure(self) -> Measure:
        """What it measures."""
        ...

    @property
    def unit(self) -> Unit:
        """What it counts in."""
        ...


@transaction.atomic
def kpi_for(*, workspace: Workspace, details: Measured) -> Kpi:
    """The KPI that a goal follows: the measure's, shared by all its goals, or for others one of its own."""
    shape = SHAPES[details.measure]
    if details.measure == Measure.OTHER:
        key = _free_key(workspace, details.name)
        return Kpi.objects.create(
            workspace=workspace,
            key=key,
            name=details.name,
            number=shape.number,
            kind=shape.kind,
            unit=details.unit,
        )
    values = {
        "number": shape.number,
        "window_days": shape.window_days,
        "kind": shape.kind,
        "unit": details.unit,
    }
    found, _made = Kpi.objects.get_or_create(workspace=workspace, key=details.measure, defaults=values)
    return found


@transaction.atomic
def add_kpi(*, workspace: Workspace, by: Actor, details: KpiDetails) -> Kpi:
    """A number of one's own: counted by people, sent by programs, or made of others by a formula."""
    _check(workspace, details, kpi=None)
    kpi = Kpi(workspace=workspace, key=_free_key(workspace, details.name))
    _fill(kpi, details)
    kpi.save(force_insert=True)
    record("strategy.add_kpi", by=by, workspace=workspace, about=kpi, name=kpi.name)
    return kpi


@transaction.atomic
def change_kpi(*, kpi: Kpi, by: Actor, details: KpiDetails) -> Kpi:
    """Change what a number is called or how it is counted; its short name stays."""
    _check(kpi.workspace, details, kpi=kpi)
    changed = _fill(kpi, details)
    kpi.save(update_fields=changed)
    record("strategy.change_kpi", by=by, workspace=kpi.workspace, about=kpi, name=str(kpi), changed=changed)
    return kpi


@transaction.atomic
def remove_kpi(*, kpi: Kpi, by: Actor, now: datetime) -> None:
    """Take a number away that nothing follows. Raises KpiInUse."""
    if kpi.goals.current().exists() or kpi.key in _names(kpi.workspace):
        raise KpiInUse(_("A goal or a formula still follows this number."))
    kpi.removed_at = now
    kpi.save(update_fields=["removed_at"])
    record("strategy.remove_kpi", by=by, workspace=kpi.workspace, about=kpi, name=str(kpi))


@transaction.atomic
def restore_kpi(*, kpi: Kpi, by: Actor) -> None:
    """Undo ``remove_kpi``."""
    kpi.removed_at = None
    kpi.save(update_fields=["removed_at"])
    record("strategy.restore_kpi", by=by, workspace=kpi.workspace, about=kpi, name=str(kpi))


def _fill(kpi: Kpi, details: KpiDetails) -> list[str]:
    given = {
        "name": details.name,
        "number": details.number,
        "window_days": 1 if details.number == Number.LEVEL else details.window_days,
        "unit": details.unit,
        "formula": details.formula,
        "note": details.note,
    }
    if kpi.kind != Kind.MEASURED:
        given["kind"] = Kind.FORMULA if details.formula else Kind.MANUAL
    changed = [name for name, value in given.items() if getattr(kpi, name) != value]
    for name, value in given.items():
        setattr(kpi, name, value)
    return changed


def _check(workspace: Workspace, details: KpiDetails, *, kpi: Kpi | None) -> None:
    """Raises KpiTaken, FormulaError or KpiUnknown."""
    others = Kpi.objects.current().filter(workspace=workspace).exclude(pk=kpi.pk if kpi else 0)
    if any(str(other).casefold() == details.name.casefold() for other in others):
        raise KpiTaken(_("There is a number of this name already."))
    if not details.formula:
        return
    names = parse(details.formula).names
    unknown = sorted(names - {other.key for other in others} - ({kpi.key} if kpi else set()))
    if unknown:
        raise KpiUnknown(_("There is no number called %(name)s.") % {"name": unknown[0]})
    needs = {other.key: parse(other.formula).names for other in others if other.formula}
    if kpi and circle({**needs, kpi.key: names}):
        raise KpiUnknown(_("This number would be made of itself."))


def _names(workspace: Workspace) -> frozenset[str]:
    """Every short name that a formula uses."""
    formulas = Kpi.objects.current().filter(workspace=workspace, kind=Kind.FORMULA)
    return frozenset(name for kpi in formulas for name in parse(kpi.formula).names)


def _free_key(workspace: Workspace, name: str) -> str:
    """A short name for formulas and programs: letters, digits and low lines; never one that is taken."""
    plain = slugify(name).replace("-", "_")[: _LONGEST_KEY - 4].strip("_")
    base = plain if re.match("[a-z]", plain) else f"n_{plain}".rstrip("_")
    taken = set(Kpi.objects.filter(workspace=workspace).values_list("key", flat=True)) | set(Measure.values)
    numbered = (base if at == 1 else f"{base}_{at}" for at in range(1, len(taken) + 2))
    return next(key for key in numbered if key not in taken)
