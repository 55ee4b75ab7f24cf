"""The documentation says what the code does."""

import re
import tomllib
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])


def named_code(page: str) -> list[str]:
    rows = [line for line in (ROOT / page).read_text().splitlines() if line.startswith("| ")]
    return re.findall(r"`((?:organisation|strategy|channels|listening)\.[\w.]+)`", "\n".join(rows))


@pytest.mark.parametrize("name", named_code("docs/concepts.md"))
def test_every_concept_is_there_in_the_code(name):
    package, _, rest = name.partition(".")
    module, _, noun = rest.rpartition(".")

    import_string(f"lyhord.{package}.{module or 'models'}.{noun}")


def test_the_house_in_the_documentation_is_the_house_of_the_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "house")
    drawing = (ROOT / "docs/architecture.md").read_text().split("```")[1]

    drawn = re.findall(r"^([a-z]+(?: \| [a-z]+)*)(?=  |$)", drawing, re.MULTILINE)

    assert drawn == layers


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.match(r"[\w.-]+", line).group() for line in project["dependencies"]]
    parts = (ROOT / "docs/architecture.md").read_text().lower()

    assert [name for name in names if name.lower() not in parts] == []
