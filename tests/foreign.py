"""Somebody else's everything: a row of every model, all of them the stranger's, all with one number.

So a page that looks a number up without its workspace finds something, whatever it looks for. New models are
filled in by themselves from their fields; those with rules between fields have their values in ``SPECIAL``.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from lyhord.organisation.models import User, Workspace

NUMBER = 4_242
SPECIAL: dict[str, dict[str, Any]] = {
    "organisation.OpeningPeriod": {"opens": time(9), "closes": time(17)},
    "organisation.AuditEntry": {"chain": "foreign", "number": 1},
    "strategy.Goal": {"start_date": date(2026, 11, 1), "due_date": date(2027, 6, 30)},
}


# belong to no workspace and allow one row only; or are a workspace's own row, by its key
NOBODYS = {"listening.Revision", "listening.DayZone"}


def ours() -> list[type[models.Model]]:
    """Every model of the house."""
    all_models = [model for model in apps.get_models() if model.__module__.startswith("lyhord.")]
    return [model for model in all_models if model._meta.label not in NOBODYS]


def give_everything(workspace: Workspace) -> None:
    """Make the rows."""
    for model in ours():
        _row(model, workspace)


def fingerprint(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """All that is in those rows and in the workspace itself: to see that nothing was changed."""
    rows = {model._meta.label: list(model._base_manager.filter(pk=NUMBER).values()) for model in ours()}
    return {**rows, "workspace": list(Workspace.objects.filter(pk=workspace.pk).values())}


def _row(model: type[models.Model], workspace: Workspace) -> models.Model:
    if model is Workspace:
        return workspace
    found = model._base_manager.filter(pk=NUMBER).first()
    if found:
        return found
    values = SPECIAL.get(model._meta.label, {})
    row = model(pk=NUMBER)
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        setattr(row, field.name, values[field.name] if field.name in values else _value(field, workspace))
    models.Model.save_base(row, force_insert=True)
    return row


def _value(field: Any, workspace: Workspace) -> Any:
    if field.is_relation:
        optional = field.null and field.related_model not in {Workspace, User}
        return None if optional else _row(field.related_model, workspace)
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.choices:
        return field.choices[0][0]
    return _PLAIN.get(type(field), lambda: 0)()


_different = count(1)
_PLAIN: dict[type, Callable[[], Any]] = {
    models.CharField: lambda: "foreign",
    models.TextField: lambda: "foreign",
    models.SlugField: lambda: "foreign",
    models.EmailField: lambda: "foreign@rival.example",
    models.URLField: lambda: "https://rival.example/",
    models.DateField: lambda: date(2026, 11, 23),
    models.DateTimeField: timezone.now,
    models.TimeField: lambda: time(9),
    models.BooleanField: lambda: False,
    models.JSONField: list,
    models.BinaryField: lambda: b"",
    models.DecimalField: lambda: Decimal(next(_different)),  # a goal goes from one number to another
}
