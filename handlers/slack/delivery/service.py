"""Running the app: threads and processes that work and send, until told to stop."""

import logging
import os
import signal
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from handlers.slack.delivery.api import SlackApi
from handlers.slack.delivery.poster import PACE, POST_LEASE_SECONDS, OnOutcome, Outbox, Sender
from handlers.slack.delivery.worker import LEASE_SECONDS, Worker
from handlers.slack.surfaces.routes import Routes
from store.events import Events
from store.posts import Posts

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


log = logging.getLogger("copydesk.slack")

_IDLE_SECONDS = 0.1  # another process may have stored something
_BUSY_SECONDS = 0.05
_HEAR_SECONDS = 1.0
_DAY = 24 * 3600.0
KEEP_EVENTS = 30 * _DAY  # so long a thread that we were asked in is known
KEEP_POSTS = 180 * _DAY  # so long a message of ours can be amended


class Transport(Protocol):
    """What brings events in."""

    def start(self) -> None:
        """Begin to take in."""

    def stop(self, timeout: float) -> None:
        """Take in nothing more."""

    def close(self) -> None:
        """Let go of the way in, once there is nobody left to answer."""


class Lookout:
    """Of the threads for one kind of work one looks for more; the others wait until they hear."""

    def __init__(self) -> None:
        self._news, self._looking = threading.Condition(), threading.Lock()
        self.told = 0

    def wake(self) -> None:
        """Have all of them look: there is something new, or who looked has found something."""
        with self._news:
            self.told += 1
            self._news.notify_all()

    def rest(self, told: int, often: Callable[[], float], seldom: float) -> None:
        """Wait for something new, unless it came after `told`, while one looked in vain."""
        is_looking = self._looking.acquire(blocking=False)
        try:
            seconds = often() if is_looking else seldom
            with self._news:
                self._news.wait_for(lambda: self.told != told, seconds)
        finally:
            if is_looking:
                self._looking.release()


@dataclass(frozen=True)
class Pace:
    """How many threads work, and how fast.

    `INTAKE` and `CREW` divide one app over processes that share a store.
    """

    workers: int = 4
    urgent_workers: int = 2
    senders: int = 4
    post_seconds: float = PACE
    lease_seconds: float = LEASE_SECONDS
    post_lease_seconds: float = POST_LEASE_SECONDS
    hearing_seconds: float = 2.0  # between looks where news is heard: a lease may have ended


INTAKE = Pace(workers=0, senders=0)
CREW = Pace(workers=max(4, os.cpu_count() or 1), urgent_workers=0)
"""A question a core: nine tenths of answering are the networks, which let go of the interpreter."""


class Service:
    """The workers and senders of one process."""

    def __init__(
        self,
        events: Events,
        posts: Posts,
        routes: Routes,
        api: SlackApi,
        pace: Pace | None = None,
        on_outcome: OnOutcome = lambda post, reply: None,
    ) -> None:
        self._events, self._posts = events, posts
        self._pace = pace or Pace()
        self._lookouts = {name: Lookout() for name in ("worker", "urgent", "sender")}
        self._idle_seconds = _IDLE_SECONDS
        self._stopping, self._closing = threading.Event(), threading.Event()
        self._done = threading.Event()
        self._threads: list[threading.Thread] = []
        name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self.outbox = Outbox(posts, time.time, self.wake, self._pace.post_seconds)
        self._worker = Worker(
            events, routes, self.outbox, api, name, self._pace.lease_seconds,
            lambda urgent: self._lookouts["urgent" if urgent else "worker"].wake(),
        )  # fmt: skip
        self._sender = Sender(
            posts, api, time.time, name, on_outcome, self._pace.post_lease_seconds,
            self._lookouts["sender"].wake,
        )  # fmt: skip

    def wake(self) -> None:
        """Say that there is something new to do."""
        for lookout in self._lookouts.values():
            lookout.wake()

    def start(self) -> None:
        """Start the threads."""
        for _ in range(self._pace.workers):
            self._spawn("worker", lambda: self._work(urgent=False))
        for _ in range(self._pace.urgent_workers):
            self._spawn("urgent", lambda: self._work(urgent=True))
        for _ in range(self._pace.senders):
            self._spawn("sender", self._send)
        self._spawn("keeper", self._keep)
        self._spawn("ear", self._hear)

    def stop(self, timeout: float) -> bool:
        """Finish what is being worked on, and send it while there is time.

        What has not begun stays stored for the next start; False when something did not end.
        """
        deadline = time.monotonic() + timeout
        self._stopping.set()
        self.wake()
        ended = self._join(("worker", "urgent"), deadline)
        while self._pace.senders and self._posts.has_open() and time.monotonic() < deadline:
            time.sleep(_BUSY_SECONDS)
        self._closing.set()
        self.wake()
        ended &= self._join(("sender",), deadline + 1)
        self._done.set()
        return self._join(("keeper", "ear"), deadline + 1 + _HEAR_SECONDS) and ended

    def _join(self, names: tuple[str, ...], deadline: float) -> bool:
        threads = [thread for thread in self._threads if thread.name in names]
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def health(self) -> dict[str, object]:
        """Return what a health check shows."""
        backlog = self._events.backlog()
        is_alive = all(thread.is_alive() for thread in self._threads)
        return {
            "ok": is_alive and not self._stopping.is_set(),
            "waiting": backlog.waiting,
            "working": backlog.claimed,
            "oldest_at": backlog.oldest_at,
        }

    def _spawn(self, name: str, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self, urgent: bool) -> None:
        lookout = self._lookouts["urgent" if urgent else "worker"]
        while not self._stopping.is_set():
            told = lookout.told
            if not self._guarded(lambda: self._worker.work_next(urgent)):
                lookout.rest(told, lambda: self._idle_seconds, self._pace.hearing_seconds)

    def _send(self) -> None:
        lookout = self._lookouts["sender"]

        def soon() -> float:
            """A post may wait for its channel's turn."""
            is_open = self._guarded(self._posts.has_open)
            return _BUSY_SECONDS if is_open else self._idle_seconds

        while not self._closing.is_set():
            told = lookout.told
            if not self._guarded(self._sender.send_next):
                lookout.rest(told, soon, self._pace.hearing_seconds)

    def _hear(self) -> None:
        """Wake at what other processes store, where that is told; else have the others look."""
        while not self._done.is_set():
            heard = self._events.hear(_HEAR_SECONDS)
            self._idle_seconds = _IDLE_SECONDS if heard is None else self._pace.hearing_seconds
            if heard:
                self.wake()
            elif heard is None:
                self._done.wait(_HEAR_SECONDS)

    def _keep(self) -> None:
        swept = 0.0
        while not self._done.wait(self._pace.lease_seconds / 3):
            self._guarded(self._worker.renew)
            if time.time() - swept > _DAY / 24:
                swept = time.time()
                self._guarded(self._sweep)

    def _sweep(self) -> None:
        now = time.time()
        self._events.forget(now - KEEP_EVENTS)
        self._posts.forget(now - KEEP_POSTS)

    def _guarded(self, step: Callable[[], bool | None]) -> bool:
        """Take one step; a thread that died of a passing fault would never come back."""
        try:
            return bool(step())
        except Exception as error:
            log.error("a thread goes on after %s", type(error).__name__)
            return False


def serve(
    service: Service,
    transport: Transport | None = None,
    crew: Crew | None = None,
    drain_seconds: float = 20.0,
    ready: str = "ready",
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what was begun.

    Without a transport this is one of the crew, and it ends with the process that started it.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if transport is None:
        join_crew(stop.set)
    parts: list[Transport | Crew | None] = [crew, transport]
    service.start()
    for part in parts:
        if part is not None:
            part.start()
    log.info(ready)
    stop.wait()
    log.info("stopping")
    if transport is not None:
        transport.stop(drain_seconds / 4)
    if crew is not None:
        crew.stop(drain_seconds)
    service.stop(drain_seconds)
    if transport is not None:
        transport.close()
