"""``lyhord words``: compile the translations (.po, which people write) to what is read at run time (.mo)."""

import argparse
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lyhord.config.installation import PACKAGE
from lyhord.config.steps import say, step
from lyhord.config.tongue import _


def main(arguments: list[str]) -> int:
    """Compile what is not compiled yet."""
    argparse.ArgumentParser(prog="lyhord words", description=_("Compile the translations.")).parse_args(
        arguments
    )
    say(_("Compiled: {count}").format(count=compile_words()))
    return 0


def make_words() -> None:
    """Compile, and show it as a step when there was something to do."""
    if stale():
        with step(_("Words")):
            compile_words()


def compile_words() -> int:
    """Compile every catalogue that was written since it was last compiled; returns how many."""
    todo = stale()
    for source in todo:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain="django")
        catalogue.fuzzy = False  # said of the header by makemessages; it would lose the character set
        draft = source.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(source.with_suffix(".mo"))
    return len(todo)


def stale() -> list[Path]:
    """The catalogues newer than their compiled form. None in a wheel, which carries only the latter."""
    return [
        source
        for source in sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))
        if not (mo := source.with_suffix(".mo")).exists() or mo.stat().st_mtime <= source.stat().st_mtime
    ]
