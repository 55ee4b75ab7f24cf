"""Only ``common.http`` calls anybody: nothing else imports what can open a line."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src" / "lyhord"
OURS = SRC / "common" / "http"
LINES_OUT = (
    "aiohttp", "ftplib", "http.client", "httpcore", "httpx", "requests", "smtplib", "socket", "telnetlib",
    "urllib.request", "urllib3", "websockets",
)  # fmt: skip
# Where one of these is needed without calling anybody (or only ourselves), and why.
EXEMPT: dict[str, str] = {
    "organisation/chores.py: smtplib": "for the name of its error; Django sends the mail",
    "config/serving.py: socket": "binds the port that the pages are served at",
    "config/parts.py: socket": "names its type",
}


def modules() -> list[Path]:
    return [path for path in SRC.rglob("*.py") if OURS not in path.parents and "tests" not in path.parts]


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def lines_out(tree: ast.AST) -> list[str]:
    return sorted(
        {line for name in imported(tree) for line in LINES_OUT if name == line or name.startswith(line + ".")}
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_no_other_module_opens_a_line(path):
    name = path.relative_to(SRC).as_posix()
    found = [f"{name}: {line}" for line in lines_out(ast.parse(path.read_text()))]

    assert [line for line in found if line not in EXEMPT] == []


@pytest.mark.parametrize(
    "source",
    [
        "import httpx",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import http.client",
    ],
)
def test_an_import_that_opens_a_line_is_found(source):
    assert len(lines_out(ast.parse(source))) == 1
