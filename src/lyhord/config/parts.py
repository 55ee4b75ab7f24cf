"""What each of our processes does. Importing this loads everything: ``up`` wants that before it forks."""

import signal
import socket
import threading
from datetime import datetime
from importlib import import_module

import uvicorn
from django.conf import settings
from django.db import connections
from django.urls import get_resolver

from lyhord.common.work import Note, work
from lyhord.config.asgi import application
from lyhord.config.chores import chores
from lyhord.desk.selectors.front import is_fresh
from lyhord.notices.broadcast import BROADCASTER
from lyhord.notices.services import beat
from lyhord.organisation.setup_code import setup_code

END_OPEN_STREAMS_S = 3


def web(door: socket.socket) -> None:
    """Serve the pages at ``door`` until TERM."""
    config = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,  # RequestIdMiddleware writes it, with the id
        proxy_headers=False,  # organisation.addresses knows which proxies to believe
        server_header=False,
        timeout_graceful_shutdown=END_OPEN_STREAMS_S,
    )
    server = uvicorn.Server(config)
    BROADCASTER.stop_when(lambda: server.should_exit)
    server.run(sockets=[door])


def worker() -> None:
    """Do the chores until TERM."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(chores(), beat=_beat, stop=stop)


def listener() -> None:
    """Listen to the networks until TERM."""
    import_module("lyhord.listening.listener").run()


def setup_code_for_strangers() -> str:
    """What the first page asks for while nobody is there yet and others than this machine can reach it."""
    try:
        return setup_code() if is_fresh() and not settings.BOUND_TO_LOOPBACK else ""
    finally:
        connections.close_all()


def _beat(now: datetime, note: Note) -> None:
    beat("worker", now=now, **note)


get_resolver()._populate()  # loads every view
