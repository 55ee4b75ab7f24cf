"""``lyhord demo``: the sample company comes and goes."""

import argparse

from lyhord.common.clock import utc_now
from lyhord.config.tongue import _
from lyhord.desk import demo


def main(arguments: list[str]) -> int:
    """Fill the sample company, or remove it with everything that belongs to it."""
    words = argparse.ArgumentParser(prog="lyhord demo", description=_("The sample company."))
    words.add_argument("--remove", action="store_true", help=_("remove it and all that is its"))
    if words.parse_args(arguments).remove:
        demo.remove()
    else:
        demo.fill(now=utc_now())
    return 0
