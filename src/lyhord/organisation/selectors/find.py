"""One row by its number, within what it belongs to."""

from typing import TypeVar

from django.db.models import Model
from django.http import Http404

Row = TypeVar("Row", bound=Model)


def find(kind: type[Row], pk: int, **within: object) -> Row:
    """The row ``pk`` among those ``within`` (``workspace=…``); else Http404, as if it did not exist."""
    row = kind._default_manager.filter(pk=pk, **within).first()
    if row is None:
        raise Http404
    return row
