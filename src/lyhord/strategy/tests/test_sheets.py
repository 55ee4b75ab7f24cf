"""Files as spreadsheets write them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules.sheets import MOST_ERRORS, MOST_ROWS, SheetUnreadable, read_sheet

TODAY = date(2026, 3, 1)


def read(text, encoding="utf-8"):
    return read_sheet(text.encode(encoding), today=TODAY)


def numbers(sheet):
    return [(row.date.isoformat(), row.numerator) for row in sheet.rows]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31;12,5",
        "2026-01-31,12.5",
        "2026-01-31\t12,5",
        "20260131;12.50",
        "31.1.2026;12,5",
        "datum;antal\n2026-01-31;12,5",
        "Number,Date\n12.5,2026-01-31",
        "\ufeffdate;value\r\n2026-01-31;12,5\r\n\r\n",
        "datum;anteckning;antal\n2026-01-31;Mässan;12,5",
    ],
)
def test_what_spreadsheets_write_is_read(text):
    assert numbers(read(text)) == [("2026-01-31", Decimal("12.5"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_windows_and_marks_are_read(encoding):
    sheet = read("datum;antal;källa\n2026-01-31;5;Mässan", encoding)

    assert [row.source for row in sheet.rows] == ["Mässan"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1,234.50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("\u22123", "-3"),
        ("12 %", "12"),
        ("0", "0"),
    ],
)
def test_numbers_of_both_languages_are_read(text, number):
    assert read(f'date;number\n2026-01-31;"{text}"').rows[0].numerator == Decimal(number)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2026-02-30;5", "This is not a day. Write it as 2026-01-31."),
        ("01/02/2026;5", "This is not a day. Write it as 2026-01-31."),
        ("2026-03-02;5", "That day has not come yet."),
        ("2026-01-31;many", "This is not a number."),
        ("2026-01-31;", "This is not a number."),
        ("2026-01-31;NaN", "This is not a number."),
        ("2026-01-31;1e999", "This is not a number."),
        ("2026-01-31;5;-1", "What it is counted of cannot be less than nothing."),
        ("2026-01-31;5;1;" + "x" * 81, "The source's name is too long."),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_where(row, why):
    sheet = read(f"2026-01-01;1\n{row}\n2026-01-02;2")

    assert [(error.line, str(error.why)) for error in sheet.errors] == [(2, why)]
    assert numbers(sheet) == [("2026-01-01", 1), ("2026-01-02", 2)]


@pytest.mark.parametrize("text", ["", " \n\n", "datum;dag\n2026-01-01;3"])
def test_a_file_that_is_something_else_is_refused(text):
    with pytest.raises(SheetUnreadable):
        read(text)


def test_a_hundred_thousand_rows_are_read_and_one_more_is_not():
    days = [(TODAY - timedelta(days=at % 1000)).isoformat() for at in range(MOST_ROWS)]
    text = "\n".join(f"{day};{at};1;s{at // 1000}" for at, day in enumerate(days))

    assert len(read(text).rows) == MOST_ROWS
    with pytest.raises(SheetUnreadable):
        read(text + "\n2026-01-01;1" * 2)


def test_errors_are_counted_beyond_those_that_are_listed():
    sheet = read("\n".join(["wrong;5"] * 200))

    assert (sheet.wrong, len(sheet.errors)) == (200, MOST_ERRORS)


@settings(deadline=None, max_examples=200)
@given(raw=some.binary(max_size=200))
def test_any_file_is_read_or_refused(raw):
    try:
        read_sheet(raw, today=TODAY)
    except SheetUnreadable as refused:
        raw = str(refused.message).encode()

    assert raw is not None
