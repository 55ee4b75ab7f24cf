"""Every setting is documented, and what is documented is there."""

import re

import pytest

from lyhord.config import environment
from lyhord.config.environment import VARIABLES
from lyhord.config.installation import CHECKOUT, PACKAGE

PAGE = (CHECKOUT / "docs/settings.md").read_text()
ROWS = dict(re.findall(r"^\| `(LYHORD_\w+)` \| (.*) \|$", PAGE, re.MULTILINE))


def row(variable: environment.Variable) -> str:
    default = ", ".join(f"`{part}`" for part in variable.default.split(",")) if variable.default else "–"
    return f"{default} | {variable.meaning}"


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_a_setting_is_documented_with_default_and_meaning(variable):
    assert ROWS.get(variable.name) == row(variable)


def test_nothing_is_documented_that_does_not_exist():
    assert set(ROWS) - {variable.name for variable in VARIABLES} == set()


def test_no_other_variable_is_read():
    ours = {variable.name for variable in VARIABLES} | {"LYHORD_BOUND_TO"}
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts
        for name in re.findall(r"\bLYHORD_[A-Z_]+\b", path.read_text())
    }

    assert read - ours == set()


@pytest.mark.parametrize(
    ("said", "meant"), [("yes", True), ("1", True), ("TRUE", True), ("no", False), ("", False)]
)
def test_yes_and_no_may_be_said_in_several_ways(monkeypatch, said, meant):
    monkeypatch.setenv("LYHORD_DEBUG", said)

    assert environment.yes("LYHORD_DEBUG") is meant


def test_a_value_is_taken_as_it_stands(monkeypatch):
    monkeypatch.setenv("LYHORD_OIDC_SECRET", "$HOME")

    assert environment.text("LYHORD_OIDC_SECRET") == "$HOME"
