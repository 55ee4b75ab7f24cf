"""The locks hold what pyproject asks for, with checksums, and no address."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNS = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["postgres"]
NODE = PROJECT["dependency-groups"]["node"]
TESTS = [line for line in PROJECT["dependency-groups"]["test"] if isinstance(line, str)]
ASKED = {"base.txt": RUNS, "test.txt": RUNS + NODE + TESTS, "node.txt": NODE}


def text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^ ]+)", text(name), re.MULTILINE):
        found.setdefault(plain(package), []).append(version)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_the_lock_has_everything_that_is_asked_for(name):
    locked = pins(name)

    missing = [
        str(wish)
        for wish in map(Requirement, ASKED[name])
        if not any(wish.specifier.contains(v) for v in locked.get(plain(wish.name), []))
    ]

    assert missing == []


@pytest.mark.parametrize("name", ASKED)
def test_every_pin_has_a_checksum_and_nothing_else_stands_there(name):
    pin = r"[\w.-]+==\S+( ; [^\\]+?)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+"

    assert re.sub(pin, "", text(name)) == ""


def test_what_is_tested_is_what_runs():
    tested = pins("test.txt")

    assert {name: tested.get(name) for name in pins("base.txt")} == pins("base.txt")


def test_browser_assets_are_pinned_with_checksums_and_no_address():
    asked = json.loads((ROOT / "package.json").read_text())
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    locked = {path.removeprefix("node_modules/"): held for path, held in packages.items() if path}

    assert {name: locked[name]["version"] for name in asked["dependencies"] | asked["devDependencies"]} == (
        asked["dependencies"] | asked["devDependencies"]
    )
    assert [name for name, held in locked.items() if "resolved" in held or "integrity" not in held] == []
