"""The real listener process, on a database of its own, listening to servers of ours."""

import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection

SRC = Path(__file__).resolve().parents[3]


class Stage:
    """A listener that can be started and killed, and a look into what it has stored, past our own code."""

    def __init__(self, folder, **given):
        self.folder, self.file = folder, folder / "lyhord.sqlite3"
        url = "" if connection.vendor == "sqlite" else _url()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LYHORD_")},
            "PYTHONPATH": str(SRC),
            "LYHORD_DATA": str(folder),
            "LYHORD_SECRET_KEY": secrets.token_urlsafe(40),
            "LYHORD_DATABASE_URL": url,
            "LYHORD_ALLOWED_NETWORKS": "127.0.0.0/8",
            **given,
        }
        if not url:
            self._copy_out()
        self.output = (folder / "log").open("w")
        self.host = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "lyhord.listening.tests.listener_host"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.output,
            text=True,
            env=environment,
        )
        self.pid = 0

    def start(self):
        self.pid = int(self._ask("start"))

    def kill(self):
        """End it as a power cut would; its status."""
        return self._end(signal.SIGKILL)

    def end(self):
        """End it as a supervisor does: status and seconds."""
        began = time.monotonic()
        return self._end(signal.SIGTERM), time.monotonic() - began

    def rows(self, question):
        """What a snapshot of the database says, read without our own code."""
        if connection.vendor != "sqlite":
            with psycopg.connect(**_parameters()) as line:
                return line.execute(question).fetchall()
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)) as line:
            return line.execute(question).fetchall()

    def snapshot(self):
        """Copy the files as they lie there, after a kill; later ``rows`` still read the original."""
        copy = self.folder / "snapshot"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in self.folder.glob("lyhord.sqlite3*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, copy / file.name)
        with closing(sqlite3.connect(copy / self.file.name)) as line:
            assert line.execute("PRAGMA quick_check").fetchone() == ("ok",)

    def log(self):
        return (self.folder / "log").read_text()

    def close(self):
        if self.host.poll() is None:
            if self.pid:  # a test that failed half-way leaves its listener behind
                os.kill(self.pid, signal.SIGKILL)
            self.host.stdin.close()
            self.host.kill()
        self.host.wait()
        self.host.stdout.close()
        self.output.close()

    def copy_in(self):
        """Make the stored database the test's own."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file)) as stored:
                stored.backup(connection.connection)

    def _copy_out(self):
        with closing(sqlite3.connect(self.file)) as file:
            connection.connection.backup(file)

    def _end(self, number):
        os.kill(self.pid, number)
        status, self.pid = int(self._ask("bury")), 0
        return status

    def _ask(self, question):
        self.host.stdin.write(question + "\n")
        self.host.stdin.flush()
        return self.host.stdout.readline()


@contextmanager
def stage(folder, **given):
    """Everything is loaded, nothing listens yet."""
    it = Stage(folder, **given)
    try:
        assert it.host.stdout.readline().strip() == "ready", it.log()
        yield it
    finally:
        it.close()


def until(holds, timeout_s=60, every_s=0.05):
    """Look again and again until ``holds()``; what it gave last."""
    end = time.monotonic() + timeout_s
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(every_s)
    return found


def _parameters():
    return {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in {"dbname", "user", "password", "host", "port"}
    }


def _url():
    found = _parameters()
    return f"postgres://{found['user']}@/{found['dbname']}?host={found.get('host', '')}"
