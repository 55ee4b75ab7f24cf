"""Several processes that answer; the answers come in the order of the questions.

Each process is a fork, so the compiled queries are in memory once. One thread reads and hands out in turn,
the main thread takes in; reading waits when it is two chunks a process ahead, so memory does not grow with
the file. A process ends when its pipe does: however we end, nobody stays behind.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from queue import Queue
from threading import Thread

from .answering import Answer
from .reading import Chunk, Unreadable

_AHEAD = 2  # chunks for each process
_Ask = Callable[[Chunk], Answer]


class LostProcess(Exception):
    """A process ended in the middle of its work."""


def cores() -> int:
    """How many processes can work at once; 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def answers(ask: _Ask, chunks: Iterable[Chunk], *, jobs: int) -> Iterator[Answer]:
    """What ``ask`` says to each chunk, in their order, worked out by ``jobs`` processes.

    Raises what reading raises, and LostProcess.
    """
    if jobs == 1:
        yield from map(ask, chunks)
        return
    crew, asked = _forked(ask, jobs), Queue[Connection | Unreadable | None](_AHEAD * jobs)
    Thread(target=_hand_out, args=(chunks, crew, asked), daemon=True).start()
    while (one := asked.get()) is not None:
        if isinstance(one, Unreadable):
            raise one
        try:
            yield one.recv()
        except (EOFError, OSError) as error:
            raise LostProcess(
                "a process ended in the middle of its work; was there too little memory?"
            ) from error


def _hand_out(
    chunks: Iterable[Chunk], crew: Sequence[Connection], asked: Queue[Connection | Unreadable | None]
) -> None:
    try:
        for number, chunk in enumerate(chunks):
            one = crew[number % len(crew)]
            asked.put(one)
            one.send(chunk)
    except Unreadable as wrong:
        asked.put(wrong)
    except OSError:  # a process is gone; whoever waits for its answer finds out
        return
    else:
        asked.put(None)


def _forked(ask: _Ask, jobs: int) -> list[Connection]:
    """A pipe to each of ``jobs`` new processes, which leave Ctrl-C to this one."""
    ours: list[Connection] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        for _ in range(jobs):
            here, there = multiprocessing.Pipe()
            ours.append(here)
            work = multiprocessing.get_context("fork").Process(
                target=_work, args=(ask, there, ours), daemon=True
            )
            work.start()
            there.close()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return ours


def _work(ask: _Ask, pipe: Connection, others: Sequence[Connection]) -> None:
    for other in others:
        other.close()
    try:
        while True:
            pipe.send(ask(pipe.recv()))
    except (EOFError, OSError):  # nobody asks any more, or nobody listens
        return
