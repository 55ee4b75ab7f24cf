"""Making an installation ready: words, folder, secret, database. Each can be done again at any time."""

import argparse
import os
import secrets
from importlib import import_module
from pathlib import Path

import django
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from lyhord.common.clock import utc_now
from lyhord.config import installation
from lyhord.config.refusals import Refused, refuse_unsafe
from lyhord.config.steps import step
from lyhord.config.tongue import _
from lyhord.config.words import make_words


def main(arguments: list[str]) -> int:
    """``lyhord setup [--demo]``: everything but serving."""
    words = argparse.ArgumentParser(prog="lyhord setup", description=_("Make this installation ready."))
    words.add_argument("--demo", action="store_true", help=_("fill a sample company"))
    wanted = words.parse_args(arguments)
    make_words()
    os.umask(0o077)
    make_folder()
    refuse_unsafe(host="127.0.0.1")
    make_database()
    if wanted.demo:
        fill_demo()
    return 0


def make_folder() -> None:
    """The data folder (0700) and a fresh secret (0600) in it, where they are missing. Raises Refused."""
    folder = installation.data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not installation.secret_key():
            _write_secret(folder / "secret.key")
    except OSError as error:
        raise Refused(
            _("The data folder {folder} cannot be written: {why}. Choose another with LYHORD_DATA.").format(
                folder=folder, why=error.strerror
            )
        ) from error


def make_database() -> None:
    """Bring the tables up to date. Does nothing when they are."""
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with step(_("Database")):
            call_command("migrate", interactive=False, verbosity=0)
    table = getattr(caches["default"], "_table", "")
    if table and table not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    connections.close_all()


def fill_demo() -> None:
    """The sample company."""
    with step(_("Sample company")):
        import_module("lyhord.desk.demo").fill(now=utc_now())
    connections.close_all()


def _write_secret(path: Path) -> None:
    """Whole or not at all, and readable by us alone from the first moment."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
