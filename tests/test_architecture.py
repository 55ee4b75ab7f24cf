"""What import-linter cannot see: foreign keys by name, templates, and habits we do not have."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src/lyhord"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(c["layers"] for c in CONTRACTS if c["id"] == "house")
DEPTH = {name.strip(): i for i, line in enumerate(LAYERS) for name in line.split("|")}
PACKAGES = sorted(DEPTH)
# allauth looks for its templates under these names; organisation gives them our look.
ALLAUTH = {"account", "allauth", "mfa", "socialaccount", "usersessions"}
PAGES_OF_ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def modules() -> list[Path]:
    return [path for path in SRC.rglob("*.py") if not {"migrations", "tests"} & set(path.parts)]


def foreign_keys():
    for model in apps.get_models():
        for field in model._meta.get_fields(include_hidden=False):
            if field.is_relation and field.concrete and field.related_model:
                yield model._meta.app_label, field, field.related_model._meta.app_label


def may_use(above: str, below: str) -> bool:
    return above == below or DEPTH[below] > DEPTH[above]


def test_foreign_keys_point_downwards():
    wrong = [
        str(field)
        for here, field, there in foreign_keys()
        if here in DEPTH and there in DEPTH and not may_use(here, there)
    ]

    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_templates_only_use_what_stands_below(package):
    used = set()
    for path in (SRC / package).rglob("*.html"):
        used |= set(re.findall(r"{%\s*(?:include|extends)\s+[\"']([a-z_]+)/", path.read_text()))

    assert [u for u in used if u in DEPTH and not may_use(package, u)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_templates_live_in_a_folder_with_the_packages_name(package):
    allowed = {package} | (ALLAUTH if package == "organisation" else set())
    allowed |= PAGES_OF_ERRORS if package == "common" else set()

    found = {path.name for path in (SRC / package / "templates").glob("*")}

    assert found - allowed == set()


def test_dotted_paths_in_code_point_downwards():
    wrong = []
    for path in modules():
        package = path.relative_to(SRC).parts[0]
        named = re.findall(r"[\"']lyhord\.([a-z_]+)\.[\w.]+[\"']", path.read_text())
        wrong += [f"{path.name}: {name}" for name in named if package in DEPTH and not may_use(package, name)]

    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SRC).as_posix())
def test_nothing_happens_behind_the_readers_back(path):
    """No signals of our own, nothing in ``save()``, no order that a query did not ask for."""
    tree = ast.parse(path.read_text())

    saves = [
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    orders = [
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for statement in node.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name) and target.id == "ordering"
    ]
    signals = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}
    ]

    assert saves + orders + signals == []


def test_the_repository_names_no_registry_and_no_machine():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.split(b"\0")
    forbidden = re.compile(rb"registry\.npmjs|pypi\.org|pythonhosted|/root/|/home/[a-z]+/|deb\.debian\.org")
    here = Path(__file__).relative_to(ROOT).as_posix().encode()

    guilty = [
        name.decode()
        for name in tracked
        if name
        and name != here
        and (ROOT / name.decode()).is_file()
        and forbidden.search((ROOT / name.decode()).read_bytes())
    ]

    assert guilty == []
