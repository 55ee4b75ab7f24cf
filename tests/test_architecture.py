"""What import-linter cannot see: foreign keys by name, and templates."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(c["layers"] for c in CONTRACTS if c["id"] == "house")
DEPTH = {name.strip(): i for i, line in enumerate(LAYERS) for name in line.split("|")}
PACKAGES = sorted(DEPTH)


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
    for path in (ROOT / "src/lyhord" / package).rglob("*.html"):
        used |= set(re.findall(r"{%\s*(?:include|extends)\s+[\"']([a-z_]+)/", path.read_text()))
    assert [u for u in used if u in DEPTH and not may_use(package, u)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_templates_live_in_a_folder_with_the_packages_name(package):
    here = ROOT / "src/lyhord" / package / "templates"
    assert [p.name for p in here.glob("*") if p.name != package] == []
