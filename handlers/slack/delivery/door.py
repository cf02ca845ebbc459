"""Counting what is inside, so that a stop can let it finish."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Door:
    """Lets requests in until it is closed, and knows when the last one left."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._inside = 0
        self._is_closed = False

    @contextmanager
    def enter(self) -> Iterator[bool]:
        """Hold the door for one request; False when it is closed and must be turned away."""
        with self._lock:
            is_in = not self._is_closed
            self._inside += is_in
        try:
            yield is_in
        finally:
            with self._lock:
                self._inside -= is_in
                self._lock.notify_all()

    def close(self, timeout: float) -> bool:
        """Let nothing more in, and wait until nobody is inside; False when time runs out."""
        with self._lock:
            self._is_closed = True
            return self._lock.wait_for(lambda: not self._inside, timeout)
