"""Bytes from outside are read in a process of their own, with limits on its time and memory.

What parses pages, feeds and PDFs has inputs on which its work grows with their square; no list of
such inputs would be whole.
"""

import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any, ParamSpec, TypeVar

from bot.ingest.draft import unforeseen
from store.errors import CopydeskError

SECONDS = 20
"""Of the processor, for one page or feed; 10 MB of plain news take three."""

MEMORY = 3 * 2**29
WAIT_SHARE = 15
"""The clock on the wall may show so many times as much before the process is given up."""

MOST_JOBS = 500
"""So many a process reads before another one takes its place, whatever memory it lost."""

P = ParamSpec("P")
T = TypeVar("T")


class UnboundedError(CopydeskError):
    """Something that could not be read within the limits, or at all."""


@dataclass
class Worker:
    """A process that reads one thing after the other."""

    process: ForkServerProcess
    connection: Connection
    jobs: int = 0

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.join()
        self.connection.close()


_idle: list[Worker] = []


def read_bounded(seconds: int, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `read` makes of outside bytes; raise UnboundedError where it does not end."""
    worker = _hire()
    try:
        worker.connection.send((seconds, read, args, kwargs))
        if not worker.connection.poll(seconds * WAIT_SHARE):
            raise EOFError
        found, error = worker.connection.recv()
    except (EOFError, OSError):
        worker.end()
        message = f"it takes more than {seconds} s or too much memory to read; send its text"
        raise UnboundedError(message) from None
    except BaseException:
        worker.end()
        raise
    _let_go(worker)
    if error:
        raise UnboundedError(error)
    return found  # type: ignore[no-any-return]  # what `read` returned came through a pipe


def _hire() -> Worker:
    with suppress(IndexError):  # as many threads may be here as there are workers
        return _idle.pop()
    ours, theirs = _server().Pipe()
    process = _server().Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _let_go(worker: Worker) -> None:
    worker.jobs += 1
    if worker.jobs < MOST_JOBS:
        _idle.append(worker)
    else:
        worker.end()


@cache
def _server() -> ForkServerContext:
    """Return what forks processes that have loaded the readers, and none of our threads."""
    context = get_context("forkserver")
    # Each process imports the program that was started; only what is loaded already costs nothing.
    context.set_forkserver_preload(["bot.ingest.read", "bot.__main__"])
    return context


def _work(theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us hears Ctrl-C, and ends us
    with suppress(ValueError, OSError):  # a system that knows no such limit has the other one
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(EOFError):  # who started us is gone
        while True:
            seconds, read, args, kwargs = theirs.recv()
            _limit_time(seconds)
            theirs.send(_outcome(read, args, kwargs))


def _limit_time(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _outcome(read: Callable[..., Any], args: Any, kwargs: Any) -> tuple[Any, str | None]:
    try:
        return read(*args, **kwargs), None
    except Exception as error:
        # Whatever a stranger's bytes make a library trip over costs these bytes alone.
        return None, f"could not be parsed {unforeseen(error)}"
