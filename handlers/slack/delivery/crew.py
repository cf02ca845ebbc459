"""Processes that do the work, so that the one which acknowledges never waits for the processor.

Answering is Python that holds the interpreter's lock. In a burst of 200 questions on two cores
acknowledgements took 244 ms in the median and 0.9 s at worst in one process with it, 23 ms and
0.3 s in a process of their own (bench/slack_burst.py, with and without --one-process).
"""

import logging
import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

log = logging.getLogger("copydesk.slack")

_RESTART_SECONDS = 2.0
_NICE = 5  # the work yields to the acknowledgements


class Crew:
    """Keeps worker processes running until it is stopped."""

    def __init__(self, command: Sequence[str], count: int = 1) -> None:
        self._command, self._count = list(command), count
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads = [
            threading.Thread(target=self._keep_one, name="crew", daemon=True) for _ in range(count)
        ]

    @property
    def is_whole(self) -> bool:
        """Say whether all processes are running."""
        with self._lock:
            return sum(process.poll() is None for process in self._processes) == self._count

    def start(self) -> None:
        """Start the processes; one that ends is started again."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float) -> None:
        """Let the processes finish what they began."""
        self._stopping.set()
        deadline = time.monotonic() + timeout
        with self._lock:
            for process in self._processes:
                process.terminate()
        for thread in self._threads:
            thread.join(max(0.1, deadline - time.monotonic()))
        with self._lock:
            for process in self._processes:
                process.kill()

    def _keep_one(self) -> None:
        while not self._stopping.is_set():
            with self._lock:
                if self._stopping.is_set():
                    return
                # Its input ends when we do, however we end; it then ends too.
                process = subprocess.Popen(self._command, stdin=subprocess.PIPE)
                self._processes.append(process)
            status = process.wait()
            with self._lock:
                self._processes.remove(process)
            if not self._stopping.is_set():
                log.error("a worker process ended with status %d; starting another", status)
                self._stopping.wait(_RESTART_SECONDS)


def join_crew(stop: Callable[[], None]) -> None:
    """Be a worker process: yield to the others, and stop when the process that started it ends."""
    with suppress(OSError, AttributeError):
        os.nice(_NICE)

    def watch() -> None:
        # Not through sys.stdin, whose lock a waiting reader would hold while Python shuts down.
        while os.read(0, 1024):
            pass
        stop()

    threading.Thread(target=watch, name="crew", daemon=True).start()
