"""``lyhord audit verify``: whether the audit trail is as it was written."""

import argparse

from lyhord.config.steps import complain, say
from lyhord.config.tongue import _
from lyhord.organisation.audit import broken_links


def main(arguments: list[str]) -> int:
    """Say which lines were changed, are missing or follow a missing one; 1 when there are any."""
    words = argparse.ArgumentParser(prog="lyhord audit", description=_("The audit trail."))
    words.add_argument("verb", choices=["verify"], help=_("check every line against the line before it"))
    words.parse_args(arguments)
    broken = 0
    for chain, number in broken_links():
        broken += 1
        complain(
            _("{chain}, line {number}: changed or missing, or the line before it is missing").format(
                chain=chain, number=number
            )
        )
    if not broken:
        say(_("The audit trail is whole."))
    return 1 if broken else 0
