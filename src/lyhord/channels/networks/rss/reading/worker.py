"""The process that reads: one document after another from standard input, under limits of its own.

A request is a line of JSON (what, size, content_type, base) and ``size`` bytes; the answer a line of JSON.
It ends when it has had nothing to do for a while, so that an idle installation keeps no memory for it.
"""

import json
import resource
import select
import signal
import sys
from typing import BinaryIO

from lyhord.channels.networks.rss.reading.documents import READERS

MEMORY_BYTES, CPU_S, IDLE_S = 512_000_000, 1.8, 90


def main() -> None:
    """Read until there is nothing more to read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    _tell(told, "ready")
    while select.select([asked], [], [], IDLE_S)[0]:
        line = asked.readline()
        if not line:
            return
        _tell(told, _answer(json.loads(line), asked))


def _tell(told: BinaryIO, what: object) -> None:
    told.write(json.dumps(what).encode() + b"\n")
    told.flush()


def _answer(request: dict[str, str | int], asked: BinaryIO) -> object:
    document = asked.read(int(request["size"]))
    signal.setitimer(signal.ITIMER_PROF, CPU_S)  # nobody catches its signal, so it ends the process
    try:
        read = READERS[str(request["what"])]
        return read(document, content_type=str(request["content_type"]), base=str(request["base"]))
    except MemoryError:
        raise
    except Exception:  # a document can make a parser stumble in ways that nobody has thought of
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
