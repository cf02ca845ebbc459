"""A web server on one address, which slow connections neither fill nor hold up."""

import logging
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.trigger import trigger

from store.errors import CopydeskError

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

MAX_BODY_BYTES = 1_000_000  # several times what Slack sends
MOST_CONNECTIONS = 800  # a process may mostly open 1,024 files
REQUEST_SECONDS = 10.0
"""So long a request may take to arrive: Slack sends each at one stroke, and waits three seconds."""

IDLE_SECONDS = 75  # longer than nginx keeps a connection it may send the next request by

# It warns whenever two requests come at once; they wait a millisecond.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Channel(HTTPChannel):
    """A connection that is closed when a request dribbles in; waitress knows idle ones alone."""

    def __init__(self, *arguments: Any, seconds: float, **more: Any) -> None:
        self._seconds, self._began = seconds, 0.0
        super().__init__(*arguments, **more)

    def received(self, data: bytes) -> bool:
        """Take some bytes of a request, while there is time for it."""
        now = time.monotonic()
        if self.request is None:
            self._began = now
        elif now - self._began > self._seconds:
            self.will_close = True
            return False
        return bool(super().received(data))


class Listener:
    """Serves a WSGI app on one address until it is closed."""

    def __init__(
        self, app: "WSGIApplication", host: str, port: int, threads: int,
        request_seconds: float = REQUEST_SECONDS,
    ) -> None:  # fmt: skip
        self._open: dict[int, Any] = {}  # what the server listens to, by file number
        try:
            self._server: Any = create_server(  # one class for one address, another for several
                app,
                map=self._open,
                host=host,
                port=port,
                threads=threads,
                max_request_body_size=MAX_BODY_BYTES + 1,
                connection_limit=MOST_CONNECTIONS,
                channel_timeout=IDLE_SECONDS,
                cleanup_interval=10,
                ident=None,
                asyncore_use_poll=True,  # select() knows no file number over 1,023
            )
        except (OSError, ValueError) as error:
            raise CopydeskError(
                f"Port {port} of {host} cannot be served ({error}). End the program that uses it, "
                "or name another with --port and --host."
            ) from error
        for each in self._open.values():
            if isinstance(each, BaseWSGIServer):
                each.channel_class = partial(Channel, seconds=request_seconds)  # type: ignore[assignment]
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    @property
    def port(self) -> int:
        """Return the port, which the system chose when 0 was asked for."""
        several = getattr(self._server, "effective_listen", None)
        return int(several[0][1] if several else self._server.effective_port)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def close(self) -> None:
        """Let go of the address and of every connection."""
        if self._thread.is_alive():
            pulled = next(each for each in self._open.values() if isinstance(each, trigger))
            pulled.pull_trigger(self._close_all)  # type: ignore[arg-type]  # called with nothing
            self._thread.join()
        self._server.task_dispatcher.shutdown()

    def _close_all(self) -> None:
        wasyncore.close_all(self._open)
