"""A process that has everything loaded and forks listeners: "start" gives the pid, "bury" the exit status."""

import os
import sys
from importlib import import_module


def main() -> None:
    """Answer what is asked on standard input."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lyhord.config.settings"
    import_module("django").setup()
    listener = import_module("lyhord.listening.listener")
    print("ready", flush=True)  # noqa: T201 -- the answer
    pid = 0
    for asked in sys.stdin:
        if asked.strip() == "start":
            pid = os.fork()
            if pid == 0:
                listener.run()
                os._exit(0)
            print(pid, flush=True)  # noqa: T201 -- the answer
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
