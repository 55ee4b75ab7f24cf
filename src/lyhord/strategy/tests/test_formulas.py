"""Numbers made of other numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lyhord.strategy.rules.formulas import FormulaError, circle, parse

NUMBERS = {"leads": Decimal(12), "visits": Decimal(480), "mentions": Decimal(0), "replies": Decimal(30)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("leads", 12),
        ("leads / visits", Decimal("0.025")),
        ("100 * leads / visits", Decimal("2.5")),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("-leads + 0,5", Decimal("-11.5")),
        ("- (2 - 5)", 3),
        ("16 / 4 / 2", 2),
        ("leads / mentions", None),
        ("1 / (leads - 12)", None),
        ("leads / customers", None),
    ],
)
def test_a_formula_comes_to_its_value(text, value):
    assert parse(text).value(NUMBERS) == value


def test_a_formula_knows_what_it_is_made_of():
    assert parse("100 * (leads + replies) / (leads + visits)").names == {"leads", "replies", "visits"}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("leads /", 7),
        ("leads visits", 6),
        ("(leads", 0),
        ("leads)", 5),
        ("leads ^ 2", 6),
        ("__import__", 0),
        ("leads.real", 5),
        ("2 ** 3", 3),
        ("(" * 30 + "1" + ")" * 30, 21),
        ("-" * 50 + "1", 21),
        ("1" * 301, 300),
    ],
)
def test_a_formula_that_makes_no_sense_says_where(text, position):
    with pytest.raises(FormulaError) as wrong:
        parse(text)

    assert wrong.value.position == position


sums = some.recursive(
    some.integers(0, 99).map(str),
    lambda inner: some.tuples(inner, some.sampled_from("+-*/"), inner).map(
        lambda three: f"({' '.join(three)})"
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=100)
@given(text=sums)
def test_it_counts_as_python_counts(text):
    try:
        expected = eval(text)  # the slow, obvious version, on digits and signs only
    except ZeroDivisionError:
        expected = None

    found = parse(text).value({})

    assert found == expected if expected is None else float(found) == pytest.approx(expected)


@settings(deadline=None, max_examples=200)
@given(text=some.text(alphabet="ab1.+-*/() \u00e5\n", max_size=40))
def test_whatever_is_typed_is_read_or_refused(text):
    position = 0
    try:
        parse(text).value({"a": Decimal(1), "b": Decimal(0)})
    except FormulaError as wrong:
        position = wrong.position

    assert 0 <= position <= len(text)


def test_a_number_cannot_be_made_of_itself():
    found = circle(
        {"a": frozenset({"b"}), "b": frozenset({"c"}), "c": frozenset({"a"}), "d": frozenset({"a"})}
    )

    assert (set(found), found[0]) == ({"a", "b", "c"}, found[-1])
    assert circle({"a": frozenset({"b", "c"}), "b": frozenset({"c"})}) == ()
