"""Faults on demand: what a Web API method shall do wrong, and how often."""

import threading
from dataclasses import dataclass


@dataclass
class Fault:
    """One way to fail.

    `error` answers `ok: false`; `status` answers with that HTTP status; `retry_after` makes it a
    429; `lost` does what was asked and then drops the connection; `delay` only takes time.
    """

    method: str
    times: int = 1
    channel_id: str | None = None
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    lost: bool = False
    delay: float = 0.0


class Faults:
    """The faults still to come, for each method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let the next calls that fit fail in this way."""
        with self._lock:
            self._faults.append(fault)

    def take_all(self) -> None:
        """Let nothing fail any more."""
        with self._lock:
            self._faults.clear()

    def take(self, method: str, channel_id: str | None) -> Fault | None:
        """Return the fault for this call, and count it as used."""
        with self._lock:
            for fault in self._faults:
                if fault.method != method or fault.channel_id not in (None, channel_id):
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None
