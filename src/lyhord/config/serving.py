"""The words that serve: ``up`` supervises web, worker and listener; ``web``, ``work``, ``listen`` are one.

Everything is imported once and then forked, which saves memory (docs/architecture.md#processes). Nothing may
therefore open a connection or start a thread when it is imported.
"""

import argparse
import fcntl
import gc
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from lyhord.config import environment as given
from lyhord.config import installation, ready
from lyhord.config.logbook import FileLogbook
from lyhord.config.refusals import Refused, refuse_unsafe
from lyhord.config.steps import say
from lyhord.config.supervisor import Part, Supervisor
from lyhord.config.tongue import _
from lyhord.config.words import make_words

NAMES = ("web", "worker", "listener")


def up(arguments: list[str]) -> int:
    """``lyhord up``: make ready, then serve until told to end."""
    words = _address_words("up", _("Make everything ready, then serve and listen."))
    words.add_argument("--demo", action="store_true", help=_("fill a sample company first"))
    words.add_argument("--only", choices=NAMES, help=_("one of the three processes, e.g. for systemd"))
    wanted = words.parse_args(arguments)
    names = (wanted.only,) if wanted.only else NAMES
    make_words()
    with _opened(wanted, *names) as door:
        ready.make_database()
        if wanted.demo:
            ready.fill_demo()
        parts = import_module("lyhord.config.parts")
        runs = {"web": partial(parts.web, door), "worker": parts.worker, "listener": parts.listener}
        _greet(parts, names)
        gc.collect()
        gc.freeze()  # what is collected no more is not copied on write
        log = FileLogbook(installation.data_folder() / "log" / f"{wanted.only or 'lyhord'}.log", sys.stdout)
        return Supervisor([Part(name, runs[name]) for name in names], log).run()


def web(arguments: list[str]) -> int:
    """``lyhord web``: only the pages, unsupervised."""
    wanted = _address_words("web", _("Serve the pages, without a supervisor.")).parse_args(arguments)
    with _opened(wanted, "web") as door:
        parts = import_module("lyhord.config.parts")
        _greet(parts, ("web",))
        parts.web(door)
    return 0


def work(arguments: list[str]) -> int:
    """``lyhord work``: only the chores, unsupervised."""
    wanted = argparse.ArgumentParser(prog="lyhord work", description=_("Do the chores.")).parse_args(
        arguments
    )
    with _opened(wanted, "worker"):
        import_module("lyhord.config.parts").worker()
        sys.stderr.flush()
        os._exit(0)  # a chore that hangs must not keep us


def listen(arguments: list[str]) -> int:
    """``lyhord listen``: only the listener, unsupervised."""
    words = argparse.ArgumentParser(prog="lyhord listen", description=_("Listen to the networks."))
    with _opened(words.parse_args(arguments), "listener"):
        import_module("lyhord.config.parts").listener()
    return 0


@contextmanager
def _opened(wanted: argparse.Namespace, *names: str) -> Iterator[socket.socket | None]:
    """The data folder is safe and ours alone; gives the bound door when ``web`` is among ``names``."""
    for variable, value in (("LYHORD_HOST", "host"), ("LYHORD_PORT", "port")):
        if getattr(wanted, value, None) is not None:
            os.environ[variable] = str(getattr(wanted, value))
    os.umask(0o077)
    ready.make_folder()
    refuse_unsafe(host=given.text("LYHORD_HOST"))
    with ExitStack() as held:
        for name in names:
            if name != "web":
                held.enter_context(_alone(name))
        yield held.enter_context(_door()) if "web" in names else None


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Two workers or two listeners on one folder would do everything twice. Raises Refused."""
    folder = installation.data_folder()
    with (folder / f"{name}.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(
                _(
                    "Lyhörd runs on {folder} already. Stop it, or choose another folder with LYHORD_DATA."
                ).format(folder=folder)
            ) from error
        yield


def _door() -> socket.socket:
    """The listening socket. The supervisor keeps it, so nobody is refused while the web process restarts."""
    host, port = given.text("LYHORD_HOST"), given.number("LYHORD_PORT")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        door = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise Refused(
            _("Port {port} at {host} cannot be used: {why}. Choose another, e.g. --port 8001").format(
                port=port, host=host, why=_why(error)
            )
        ) from error
    os.environ["LYHORD_PORT"] = str(door.getsockname()[1])
    os.environ[installation.BOUND_TO] = host
    return door


def _why(error: OSError) -> str:
    return str(error.strerror) if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)


def _greet(parts: Any, names: tuple[str, ...]) -> None:  # noqa: ANN401 -- a module
    if "web" not in names:
        return
    say(f"→ {installation.site_url()}   " + _("(end with Ctrl+C)"))
    if code := parts.setup_code_for_strangers():
        say(_("Set-up code, asked for by the first page: {code}").format(code=code))


def _address_words(name: str, description: str) -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog=f"lyhord {name}", description=description)
    words.add_argument("--host", help=_("address to serve at (LYHORD_HOST, else 127.0.0.1)"))
    words.add_argument("--port", type=int, help=_("port to serve at (LYHORD_PORT, else 8000)"))
    return words
