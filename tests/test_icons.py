"""Every icon that a template or a module names is one that there is."""

import re
from pathlib import Path

import lucide
import pytest

SRC = Path(__file__).resolve().parent.parent / "src/lyhord"
NAMED = re.compile(r"""(?:{%\s*icon\s+|\bicon\s*=\s*|_icon\w*\(\s*)["']([a-z][a-z0-9-]+)["']""")


def named() -> list[tuple[str, str]]:
    files = [path for ending in ("*.html", "*.py") for path in SRC.rglob(ending) if "tests" not in path.parts]
    found = {(name, path.name) for path in files for name in NAMED.findall(path.read_text())}
    return sorted(found)


@pytest.mark.parametrize(("name", "where"), named())
def test_the_icon_is_there(name, where):
    lucide._load_icon(name)
