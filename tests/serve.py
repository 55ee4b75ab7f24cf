"""The server that browser tests start as a process of its own: ``python -m tests.serve PORT DATABASE``.

The secret comes in LYHORD_TEST_SECRET, so that the tests' sessions are valid here.
"""

import os
import sys

import django
import uvicorn
from django.conf import settings


def main(port: int, database: str) -> None:
    """Serve the tests' database on ``port`` of loopback until TERM."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.DATABASES["default"]["NAME"] = database
    settings.SECRET_KEY = os.environ["LYHORD_TEST_SECRET"]
    settings.BOUND_TO_LOOPBACK = True
    django.setup()

    from lyhord.config.asgi import application  # noqa: PLC0415 -- Django must be set up first
    from lyhord.notices.broadcast import BROADCASTER  # noqa: PLC0415

    server = uvicorn.Server(
        uvicorn.Config(
            application, port=port, log_level="warning", timeout_graceful_shutdown=3, lifespan="off"
        )
    )
    BROADCASTER.stop_when(lambda: server.should_exit)
    server.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
