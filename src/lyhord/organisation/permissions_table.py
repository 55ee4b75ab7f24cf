"""The permission matrix as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lyhord.organisation.permissions import MATRIX
from lyhord.organisation.rules import Position


@dataclass(frozen=True)
class Column:
    """A position; ``is_mine`` when the reader holds it."""

    label: str
    is_mine: bool


@dataclass(frozen=True)
class Cell:
    """Whether the position of the column may do what the row says."""

    position: str
    is_allowed: bool
    is_mine: bool


@dataclass(frozen=True)
class Row:
    """Something that can be permitted. ``may_i``: whether the reader may."""

    label: str
    cells: tuple[Cell, ...]
    may_i: bool


@dataclass(frozen=True)
class PermissionTable:
    """Rows in the order of permissions.py, columns in the order of the positions."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def permission_table(mine: Iterable[str]) -> PermissionTable:
    """The matrix in the reader's language, with the reader's own positions marked."""
    held = set(mine)
    columns = tuple(Column(str(position.label), position.value in held) for position in Position)
    rows = []
    for may, allowed in MATRIX.items():
        cells = tuple(Cell(str(p.label), p in allowed, p.value in held) for p in Position)
        rows.append(Row(str(may.label), cells, any(cell.is_allowed and cell.is_mine for cell in cells)))
    return PermissionTable(columns, tuple(rows))
