"""The command ``lyhord``: our own words, and everything of manage.py."""

import os
import sys
from importlib import import_module
from typing import NamedTuple

from lyhord.config.refusals import Refused
from lyhord.config.steps import complain, say
from lyhord.config.tongue import _


class Word(NamedTuple):
    """One of our words: the module and function behind it, and what it is for."""

    module: str
    function: str
    purpose: str
    wants_django: bool = True


def words() -> dict[str, Word]:
    """Our words, with their purpose in the person's language."""
    here = "lyhord.config"
    return {
        "up": Word(f"{here}.serving", "up", _("make everything ready, then serve and listen"), False),
        "web": Word(f"{here}.serving", "web", _("only the pages"), False),
        "work": Word(f"{here}.serving", "work", _("only the chores"), False),
        "listen": Word(f"{here}.serving", "listen", _("only the listener"), False),
        "setup": Word(f"{here}.ready", "main", _("make everything ready, serve nothing"), False),
        "demo": Word(f"{here}.sample", "main", _("fill the sample company, or remove it")),
        "match": Word("lyhord.percolator.match", "main", _("match queries against posts"), False),
        "doctor": Word(f"{here}.doctor.main", "main", _("look for what is wrong, and say what mends it")),
        "user": Word(f"{here}.people", "main", _("add a head, give somebody a new password")),
        "audit": Word(f"{here}.trail", "main", _("verify the audit trail")),
        "words": Word(f"{here}.words", "main", _("compile the translations"), False),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status. 2: refused, and the reason was said."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyhord.config.settings")
    # Before a fork there must be a single thread; numpy would start one for every core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    name, *rest = (arguments if arguments is not None else sys.argv[1:]) or ["--help"]
    try:
        return _run(name, rest)
    except Refused as refused:
        complain(str(refused))
        return 2
    except KeyboardInterrupt:
        return 130


def _run(name: str, rest: list[str]) -> int:
    if name in {"-h", "--help"}:
        return _overview()
    word = words().get(name)
    if word and not word.wants_django:
        return int(getattr(import_module(word.module), word.function)(rest))
    if name != "doctor":  # which says when there is none
        import_module("lyhord.config.ready").make_folder()
    if word is None:
        import_module("django.core.management").execute_from_command_line(["lyhord", name, *rest])
        return 0
    os.umask(0o077)
    import_module("django").setup()
    return int(getattr(import_module(word.module), word.function)(rest))


def _overview() -> int:
    say("lyhord " + _("WORD [--help]"))
    for name, word in words().items():
        say(f"  {name:<8} {word.purpose}")
    say(_("Every other word is Django's: lyhord help"))
    return 0
