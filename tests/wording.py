"""What the packages say to people: the sentences in their code and templates, and their Swedish."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src/lyhord"
# How many of a call's arguments are sentences, and whether a context comes first.
SAY = {
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "_": 1,
    "said": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
}
IN_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
STRING = r"""u?r?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b_?(n?p?gettext)(?:_lazy|_noop)?\(((?:{STRING}[,\s]*)+)")
PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|{(\w*)}")


@dataclass(frozen=True, order=True)
class Sentence:
    """Something that is said: with its plural (or none) and its context (or none)."""

    one: str
    many: str = ""
    context: str = ""


def packages() -> list[str]:
    """Those that speak."""
    return sorted(path.parent.name for path in SRC.glob("*/locale"))


def sentences(package: str) -> set[Sentence]:
    """Everything the package says, in its code and its templates."""
    here = SRC / package
    code = (path for path in here.rglob("*.py") if "tests" not in path.parts)
    templates = (path for path in (here / "templates").rglob("*") if path.suffix in {".html", ".txt"})
    return {s for path in code for s in _of_code(path)} | {
        s for path in templates for s in _of_template(path)
    }


def swedish(package: str) -> Catalog:
    """The package's translations."""
    path = SRC / package / "locale/sv/LC_MESSAGES/django.po"
    if not path.exists():
        return Catalog(locale="sv")
    with path.open("rb") as file:
        return read_po(file, locale="sv")


def places(text: str) -> list[str]:
    """The gaps of a sentence that are filled in later, sorted."""
    return sorted(match.group(0) for match in PLACES.finditer(text.replace("%%", "")))


def _of_code(path: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from _called(name, [a.value for a in node.args if isinstance(a, ast.Constant)])


def _of_template(path: Path) -> Iterator[Sentence]:
    for name, arguments in CALL.findall(templatize(path.read_text(), origin=str(path))):
        yield from _called(name, list(ast.literal_eval(f"({arguments.rstrip().rstrip(',')},)")))


def _called(name: str, said: list[object]) -> Iterator[Sentence]:
    texts = [text for text in said if isinstance(text, str)]
    if name in SAY and len(texts) >= SAY[name]:
        yield Sentence(texts[0], texts[1] if SAY[name] == 2 else "")
    elif name in IN_CONTEXT and len(texts) > IN_CONTEXT[name]:
        yield Sentence(texts[1], texts[2] if IN_CONTEXT[name] == 2 else "", texts[0])
