"""The command ``lyhord``: our own words, and everything of manage.py."""

import os
import sys

from django.core.management import execute_from_command_line


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyhord.config.settings")
    execute_from_command_line(["lyhord", *(arguments if arguments is not None else sys.argv[1:])])
    return 0
