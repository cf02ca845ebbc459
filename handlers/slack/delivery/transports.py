"""The two ways in: HTTP, a WSGI app around Bolt's and its server; Socket Mode, a WebSocket.

That is opened by the app itself, so that no address is needed.
"""

import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.oauth import OAuthFlow
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.trigger import trigger

from bot.settings import SLACK_API
from store.errors import CopydeskError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MAX_BODY_BYTES = 1_000_000  # several times what Slack sends
MOST_CONNECTIONS = 800  # a process may mostly open 1,024 files
REQUEST_SECONDS = 10.0
"""So long a request may take to arrive: Slack sends each at one stroke, and waits three seconds."""

IDLE_SECONDS = 75  # longer than nginx keeps a connection it may send the next request by

bolt_log = logging.getLogger("copydesk.slack.bolt")

# It warns whenever two requests come at once; they wait a millisecond.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


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


EVENTS_PATH = "/slack/events"
HEALTH_PATH, READY_PATH, METRICS_PATH = "/healthz", "/readyz", "/metrics"
_ACK_THREADS = 8
_JSON = [("Content-Type", "application/json")]
_TIMESTAMP = re.compile(r"[0-9]{1,12}")

_TEXT = [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")]
Health = Callable[[], dict[str, object]]


@dataclass(frozen=True)
class Checks:
    """A WSGI app for those who watch: /healthz, /readyz and, where they are counted, /metrics."""

    health: Health
    ready: Health | None = None
    metrics: Callable[[], bytes] | None = None

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        told = self.tell(environ["PATH_INFO"], start)
        if told is None:
            start("404 Not Found", _JSON)
            return [b'{"error": "not found"}']
        return told

    def tell(self, path: str, start: "StartResponse") -> Iterable[bytes] | None:
        """Answer one request, None where the path is no check."""
        if path == METRICS_PATH and self.metrics is not None:
            text = self.metrics()
            start("200 OK", _TEXT)
            return [text]
        if path not in (HEALTH_PATH, READY_PATH):
            return None
        state = (self.ready or self.health)() if path == READY_PATH else self.health()
        start("200 OK" if state["ok"] else "503 Service Unavailable", _JSON)
        return [json.dumps(state).encode()]


def _asked(environ: "WSGIEnvironment") -> BoltRequest:
    headers: dict[str, str | Sequence[str]] = {"cookie": str(environ.get("HTTP_COOKIE", ""))}
    return BoltRequest(body="", query=str(environ.get("QUERY_STRING", "")), headers=headers)


def _show(response: BoltResponse, start: "StartResponse") -> list[bytes]:
    headers = [(name, value) for name, values in response.headers.items() for value in values]
    start(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
    return [response.body.encode()]


def _refusal(environ: "WSGIEnvironment") -> tuple[str, str] | None:
    if int(environ.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
        return "413 Content Too Large", "the body is too large"
    # Bolt answers 500 to a timestamp that is not a number, and Slack would send that again.
    if not _TIMESTAMP.fullmatch(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0")):
        return "401 Unauthorized", "invalid request"
    return None


Install = Callable[[BoltRequest], BoltResponse]


class HttpTransport:
    """Serves the app over HTTP until it is stopped; to itself it is a WSGI app around Bolt's.

    It refuses what Bolt should not see and answers health checks. With a flow it lets workspaces
    install the app (newsrooms.py).
    """

    def __init__(
        self, app: App, checks: Checks, host: str, port: int, flow: OAuthFlow | None = None
    ) -> None:
        self._bolt: WSGIApplication = SlackRequestHandler(app, path=EVENTS_PATH)
        self._checks, self._door = checks, Door()
        self._installs: dict[str, Install] = {}
        if flow is not None:
            self._installs[flow.install_path] = flow.handle_installation
            self._installs[flow.redirect_uri_path] = flow.handle_callback
        self._listener = Listener(self, host, port, _ACK_THREADS)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        told = self._checks.tell(environ["PATH_INFO"], start)
        if told is not None:
            return told
        with self._door.enter() as is_in:
            refusal = _refusal(environ) if is_in else ("503 Service Unavailable", "stopping")
            if refusal is not None:
                start(refusal[0], _JSON)
                return [json.dumps({"error": refusal[1]}).encode()]
            install = self._installs.get(environ["PATH_INFO"])
            if install is not None and environ["REQUEST_METHOD"] == "GET":
                return _show(install(_asked(environ)), start)
            return list(self._bolt(environ, start))

    @property
    def port(self) -> int:
        """Return the port, which the system chose when 0 was asked for."""
        return self._listener.port

    def start(self) -> None:
        """Begin to serve."""
        self._listener.start()

    def stop(self, timeout: float) -> None:
        """Take in nothing more; what is being stored is stored and acknowledged.

        Who asks is told so until `close`.
        """
        self._door.close(timeout)

    def close(self) -> None:
        """Let go of the address and of every connection."""
        self._listener.close()


CHECK_SECONDS = 5.0  # how soon a connection that broke is opened again


class SocketTransport:
    """Serves the app over Socket Mode until it is stopped."""

    def __init__(
        self,
        app: App,
        app_token: str,
        base_url: str = SLACK_API,
        check_seconds: float = CHECK_SECONDS,
    ) -> None:
        # With the bot's client the handler would connect with the bot's token, and be refused.
        client = WebClient(app_token, base_url=base_url, logger=bolt_log)
        self._bolt = SocketModeHandler(
            app, app_token, logger=bolt_log, web_client=client, ping_interval=check_seconds
        )
        self._door = Door()
        self.client = self._bolt.client
        self.client.socket_mode_request_listeners[:] = [self._take]

    def start(self) -> None:
        """Connect; a connection that breaks is opened again."""
        try:
            self.client.connect()
        except (SlackClientError, OSError) as error:
            raise CopydeskError(
                f"The connection to Slack cannot be opened ({type(error).__name__}). Check the "
                "network and SLACK_APP_TOKEN: copydesk doctor says more."
            ) from error

    def stop(self, timeout: float) -> None:
        """Take in nothing more; what is being stored is stored and acknowledged."""
        self._door.close(timeout)
        self.client.auto_reconnect_enabled = False
        self.client.closed = True
        # Otherwise its threads sit out their waits, four seconds together, before they notice.
        self.client.enqueue_message("")
        session = self.client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(SHUT_RDWR)
        self.client.close()

    def close(self) -> None:
        """Do nothing more: who stopped is connected to nothing."""

    def _take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        with self._door.enter() as is_in:
            if is_in:  # without an acknowledgement Slack gives it to another connection
                self._bolt.handle(self.client, request)
