"""Our words on the command line, in the language of the person at the terminal. Works without Django."""

import gettext
import os
from functools import cache
from pathlib import Path

_LOCALE = Path(__file__).resolve().parent / "locale"


def _(text: str) -> str:
    """``text`` in the language that ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` names, else as it stands."""
    return _words(language()).gettext(text)


def language() -> str:
    """``sv`` or ``en``."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "sv" if named.lower().startswith("sv") else "en"


@cache
def _words(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", _LOCALE, languages=[code], fallback=True)
