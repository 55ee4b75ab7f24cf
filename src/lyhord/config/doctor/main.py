"""Looks everything over, and says what mends what is wrong, in the language of the person at the terminal."""

import argparse
from collections.abc import Callable, Iterator

from lyhord.config.doctor import data, machine
from lyhord.config.doctor.finding import Finding, State
from lyhord.config.steps import say
from lyhord.config.tongue import _

EXAMINATIONS: tuple[Callable[[], Iterator[Finding]], ...] = (
    machine.python,
    machine.folder,
    machine.disk,
    machine.safety,
    data.database,
    data.pulses,
    machine.network,
    data.mail,
)


def examine() -> int:
    """Show every finding; 1 when something is wrong."""
    states = []
    for examination in EXAMINATIONS:
        for finding in examination():
            states.append(finding.state)
            say(f"{finding.state} {finding.name:<14} {finding.seen}")
            if finding.mend:
                say(f"  {'':<14} → {finding.mend}")
    wrong = states.count(State.WRONG)
    say(_("To be mended: {count}.").format(count=wrong) if wrong else _("All is well."))
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    """``lyhord doctor``."""
    argparse.ArgumentParser(
        prog="lyhord doctor", description=_("Look for what is wrong, and say what mends it.")
    ).parse_args(arguments)
    return examine()
