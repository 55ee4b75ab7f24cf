"""What must be measured in processes of its own: memory, and two processes against one."""

import ctypes
import gc
import multiprocessing
import statistics
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time

from lyhord.percolator import Percolator, Post, Query

_FORK, _FRESH = multiprocessing.get_context("fork"), multiprocessing.get_context("spawn")


def memory_mb(queries: Mapping[str, Query], posts: Sequence[Post]) -> float:
    """How much a fresh process grows by compiling ``queries`` and matching ``posts``."""
    here, there = _FRESH.Pipe()
    texts = {name: query.text for name, query in queries.items()}
    process = _FRESH.Process(target=_grown_mb, args=(there, texts, list(posts)))
    process.start()
    grown: float = here.recv()
    process.join()
    return grown


class _Parsed(Mapping[str, Query]):
    """Queries that are parsed when they are asked for, and kept by nobody here."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> Query:
        return Query.parse(self._texts[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _grown_mb(answer: Connection, texts: Mapping[str, str], posts: Sequence[Post]) -> None:
    Percolator({"a": Query.parse("kaffe")}).match(posts)  # tables, frequencies
    before = _resident_mb()
    percolator = Percolator(_Parsed(texts))
    percolator.match(posts)
    answer.send(_resident_mb() - before)


def _resident_mb() -> float:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def speed_up(percolator: Percolator, posts: Sequence[Post], *, rounds: int) -> tuple[float, float]:
    """How many times as many posts two processes match as one does: by the clock, by the processor."""
    one, two = [], []
    for _ in range(rounds):
        one.append(_time(percolator, [posts]))
        two.append(_time(percolator, [posts[::2], posts[1::2]]))
    clock, processor = (statistics.median(each[at] for each in one) for at in (0, 1))
    both_clock, both_processor = (statistics.median(each[at] for each in two) for at in (0, 1))
    return clock / both_clock, 2 * processor / both_processor


def _time(percolator: Percolator, shares: Sequence[Sequence[Post]]) -> tuple[float, float]:
    """Seconds by the clock, from the first beginning to the last end, and of the processor together."""
    gate, answers = _FORK.Barrier(len(shares)), _FORK.SimpleQueue()
    processes = [_FORK.Process(target=_run, args=(percolator, share, gate, answers)) for share in shares]
    for process in processes:
        process.start()
    told = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    clock = max(end for _, end, _ in told) - min(start for start, _, _ in told)
    return clock, sum(spent for _, _, spent in told)


def _run(percolator: Percolator, posts: Sequence[Post], gate, answers) -> None:
    percolator.match(posts[:512])
    gate.wait()
    start, spent = perf_counter(), process_time()
    percolator.match(posts)
    answers.put((start, perf_counter(), process_time() - spent))
