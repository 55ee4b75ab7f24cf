"""Reading numbers from a file that a spreadsheet wrote: as forgiving as can be, and never guessing.

Columns may be parted by semicolon, comma or tab, numbers have a decimal comma or point and spaces between
thousands, days are 2026-01-31, 20260131 or 31.1.2026. The first row may name the columns, in any order.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.rules.goals import StrategyError

MOST_ROWS = 100_000
MOST_ERRORS = 50  # more would not be read
_LARGEST = Decimal(10) ** 13

_NAMES = {
    "date": {"date", "day", "datum", "dag"},
    "numerator": {"number", "value", "count", "numerator", "antal", "värde", "tal", "siffra"},
    "denominator": {"of", "denominator", "av", "nämnare"},
    "source": {"source", "channel", "källa", "kanal"},
    "note": {"note", "comment", "anteckning", "kommentar"},
}
_UNNAMED = ("date", "numerator", "denominator", "source", "note")
_ISO, _COMPACT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class SheetUnreadable(StrategyError):
    """The file as a whole is not what was asked for."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that cannot be taken: its line in the file, counted from 1, and why."""

    line: int
    why: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row that can be taken."""

    date: date
    numerator: Decimal
    denominator: Decimal = Decimal(1)
    source: str = ""
    note: str = ""


@dataclass(slots=True)
class Sheet:
    """What a file holds."""

    rows: list[SheetRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    wrong: int = 0  # rows with errors, also those beyond the ones listed


class _Wrong(Exception):
    """Why a row cannot be taken."""

    def __init__(self, why: Promise) -> None:
        super().__init__(why)
        self.why = why


def read_sheet(raw: bytes, *, today: date) -> Sheet:
    """Every row that can be taken, and why each other cannot. Raises SheetUnreadable."""
    sheet = Sheet()
    lines = _cells(_text(raw))
    columns, body = _columns(lines)
    for line, cells in body:
        try:
            sheet.rows.append(_row(dict(zip(columns, cells, strict=False)), today))
        except _Wrong as wrong:
            sheet.wrong += 1
            if len(sheet.errors) < MOST_ERRORS:
                sheet.errors.append(RowError(line, wrong.why))
    return sheet


def _text(raw: bytes) -> str:
    """What spreadsheets write: UTF-8 with or without a mark, UTF-16 with one, else Windows' letters."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """Rows that hold something, with their line in the file."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    parted = max(";\t,", key=first.count) if ";" not in first else ";"
    reader = csv.reader(text.replace("\0", "").splitlines(), delimiter=parted)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as wrong:
        raise SheetUnreadable(_("This is not a file of rows and columns.")) from wrong
    found = [(line, cells) for line, cells in rows if any(cells)]
    if not found:
        raise SheetUnreadable(_("The file is empty."))
    if len(found) > MOST_ROWS + 1:
        raise SheetUnreadable(_("The file has more than 100,000 rows. Divide it."))
    return found


def _columns(lines: Sequence[tuple[int, list[str]]]) -> tuple[Sequence[str], Sequence[tuple[int, list[str]]]]:
    """What each column is, and the rows below the names (all rows when there are none)."""
    named = [_meaning(cell) for cell in lines[0][1]]
    if not any(named):
        return _UNNAMED, lines
    if not {"date", "numerator"} <= set(named):
        raise SheetUnreadable(_("The first row must name a column “date” and a column “number”."))
    return named, lines[1:]


def _meaning(cell: str) -> str:
    return next((column for column, names in _NAMES.items() if cell.casefold() in names), "")


def _row(cells: Mapping[str, str], today: date) -> SheetRow:
    day = _day(cells.get("date", ""))
    if day > today:
        raise _Wrong(_("That day has not come yet."))
    of = cells.get("denominator", "")
    denominator = _number(of) if of else Decimal(1)
    if denominator < 0:
        raise _Wrong(_("What it is counted of cannot be less than nothing."))
    if len(cells.get("source", "")) > 80:
        raise _Wrong(_("The source's name is too long."))
    return SheetRow(
        date=day,
        numerator=_number(cells.get("numerator", "")),
        denominator=denominator,
        source=cells.get("source", ""),
        note=cells.get("note", ""),
    )


def _day(text: str) -> date:
    for year, month, day in _readings(text):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            break
    raise _Wrong(_("This is not a day. Write it as 2026-01-31."))


def _readings(text: str) -> Iterator[tuple[str, str, str]]:
    found = _ISO.fullmatch(text.removesuffix(" 00:00:00")) or _COMPACT.fullmatch(text)
    if found:
        yield found[1], found[2], found[3]
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        yield dotted[3], dotted[2], dotted[1]


def _number(text: str) -> Decimal:
    """1234,5 · 1 234.5 · 1,234.50 · 1.234,50 · 12 %; a lone comma is a decimal comma."""
    plain = re.sub(r"[\s\u00a0\u202f\u2009%]", "", text).replace("\u2212", "-")
    last_comma, last_point = plain.rfind(","), plain.rfind(".")
    if last_comma >= 0 and last_point >= 0:
        thousands = "," if last_point > last_comma else "."
        plain = plain.replace(thousands, "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation as wrong:
        raise _Wrong(_("This is not a number.")) from wrong
    if not value.is_finite() or abs(value) > _LARGEST:
        raise _Wrong(_("This is not a number."))
    return value.quantize(Decimal("0.0001"))
